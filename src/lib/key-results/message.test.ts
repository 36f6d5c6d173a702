import { describe, expect, it } from 'vitest';
import { markdownMessage, plainMessage } from './message.ts';

const items = [
	{
		title: 'Open [two] shops\nin *Hanoi*',
		url: 'https://okr.example.com/key-results/a(1)',
		facts: ['Mai', 'Silent · 34 days']
	},
	{ title: '![x](https://evil.example)', url: 'https://okr.example.com/key-results/b', facts: [] }
];

describe('a message', () => {
	it('as text has each key result with its facts and its link', () => {
		expect(plainMessage('Stalled', items.slice(0, 1))).toBe(
			'Stalled\n\n1. Open [two] shops in *Hanoi*\nMai · Silent · 34 days\nhttps://okr.example.com/key-results/a(1)'
		);
	});

	it('as Markdown links each title, and no title breaks out of its link', () => {
		expect(markdownMessage('Stalled', items)).toBe(
			'### Stalled\n\n' +
				'1. **[Open \\[two\\] shops in \\*Hanoi\\*](https://okr.example.com/key-results/a%281%29)**  \n   Mai · Silent · 34 days\n\n' +
				'2. **[\\!\\[x\\](https://evil.example)](https://okr.example.com/key-results/b)**  \n   '
		);
	});
});
