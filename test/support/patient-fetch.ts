/** Asks once more where the server closed a connection that was kept alive, just as it was used again. For questions only. */
export async function patientFetch(url: string, init?: RequestInit): Promise<Response> {
	try {
		return await fetch(url, init);
	} catch (error) {
		if (error instanceof TypeError) return fetch(url, init);
		throw error;
	}
}
