/** Figures of two flights and their differences. */
import { Table } from '@mantine/core';
import { sideColor } from './colors';
import { figureRows } from './figures';
import type { Compared } from './use-compared';
import classes from './Compare.module.css';

export function CompareFigures({ a, b }: { a: Compared; b: Compared }) {
  return (
    <Table className={classes.figures} verticalSpacing={4} aria-label="Figures of both flights">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Figure</Table.Th>
          <Table.Th scope="col" style={{ boxShadow: `inset 0 -2px 0 ${sideColor.a}` }}>
            {a.fileName}
          </Table.Th>
          <Table.Th scope="col" style={{ boxShadow: `inset 0 -2px 0 ${sideColor.b}` }}>
            {b.fileName}
          </Table.Th>
          <Table.Th scope="col">Difference</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {figureRows(a, b).map((row) => (
          <Table.Tr key={row.name}>
            <Table.Th scope="row" fw={400} c="dimmed">
              {row.name}
            </Table.Th>
            <Table.Td>{row.a}</Table.Td>
            <Table.Td>{row.b}</Table.Td>
            <Table.Td fw={600}>{row.difference}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
