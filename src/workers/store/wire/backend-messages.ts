/** The few messages of a PostgreSQL server that the store says itself. */

function message(type: string, ...fields: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(
    fields.map((field) => (typeof field === 'string' ? Buffer.from(`${field}\0`) : field)),
  );
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

function int32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeInt32BE(value, index * 4));
  return bytes;
}

/** What a server says after it has let a client in. */
export function greeting(clientId: number, parameters: Record<string, string>): Buffer {
  return Buffer.concat([
    message('R', int32(0)),
    ...Object.entries(parameters).map(([name, value]) => message('S', name, value)),
    message('K', int32(clientId, 0)),
    message('Z', Buffer.from('I')),
  ]);
}

/** `severity` FATAL: the connection ends with it. */
export function errorMessage(severity: 'ERROR' | 'FATAL', sqlState: string, text: string): Buffer {
  return message('E', `S${severity}`, `V${severity}`, `C${sqlState}`, `M${text}`, Buffer.from([0]));
}

/** The refusal of SSL and GSS encryption: one byte without a length. */
export const noEncryption = Buffer.from('N');

/** A simple query. */
export function queryMessage(sql: string): Buffer {
  return message('Q', sql);
}

export const syncMessage = message('S');
