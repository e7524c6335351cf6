export function IngestLayer() { return null; }
