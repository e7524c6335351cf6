/** The columns of a letter that can be put back; the text to search is made from them. */
export const letterColumns =
  'job_id, generation, engine, engine_version, file_name, sha256, size_bytes, error_code, error_message, stack, fingerprint, failed_at, attempts, lane, options, returned';
