/** Every setting with its default and a sentence. Sources, later ones win: settings.json, environment, command line. */
import { z } from 'zod';

const MiB = 1024 * 1024;

export const Settings = z
  .strictObject({
    host: z.string().default('127.0.0.1').describe('Address the console and the services listen on.'),
    port: z
      .number()
      .int()
      .min(0)
      .max(65535)
      .default(4870)
      .describe('Port of the console; 0 picks a free one.'),
    portIsFixed: z
      .boolean()
      .default(false)
      .describe('Fail when the console port is busy instead of stepping over it.'),
    password: z
      .string()
      .min(8)
      .optional()
      .describe('Password of the console; needed when host is not loopback.'),
    servicePorts: z
      .record(z.string(), z.number().int().min(0).max(65535))
      .default({})
      .describe(
        "Port of an engine's own HTTP contract, by engine or `*` for all; missing: its original port.",
      ),
    redisUrl: z.string().optional().describe('External Redis instead of the embedded one.'),
    redisFsync: z
      .enum(['everysec', 'always'])
      .default('everysec')
      .describe('How often the embedded Redis flushes its log.'),
    redisMaxMemoryMb: z.number().int().min(64).default(1024).describe('Memory limit of the embedded Redis.'),
    databaseUrl: z.string().optional().describe('External PostgreSQL instead of the embedded one.'),
    quotaBytes: z
      .number()
      .int()
      .positive()
      .nullable()
      .default(null)
      .describe('Most bytes the blob store may hold.'),
    minFreeBytes: z
      .number()
      .int()
      .min(0)
      .default(256 * MiB)
      .describe('Disk space intake always leaves free.'),
    processesPerPool: z.number().int().min(1).max(64).default(1).describe('Engine processes of each pool.'),
    threadsPerProcess: z
      .number()
      .int()
      .min(0)
      .max(256)
      .default(0)
      .describe('Engine threads in a process; 0: one per core.'),
    recycleAfterJobs: z
      .number()
      .int()
      .min(1)
      .default(5000)
      .describe('An engine process is replaced after so many jobs.'),
    recycleAboveMb: z
      .number()
      .int()
      .min(128)
      .default(1536)
      .describe('An engine process is replaced above this memory.'),
    lockMs: z.number().int().min(1000).default(10_000).describe('How long a job lock holds without renewal.'),
    stalledCheckMs: z
      .number()
      .int()
      .min(500)
      .default(5000)
      .describe('How often stalled jobs are looked for.'),
    metricsKeptDays: z
      .number()
      .int()
      .min(1)
      .max(400)
      .default(30)
      .describe('Days that the minutes of the history of metrics are kept.'),
    embeddingModel: z
      .string()
      .max(120)
      .optional()
      .describe('CLIP model for pictures, by its folder of weights, instead of the built-in one.'),
    modelsDir: z
      .string()
      .optional()
      .describe('Folder with folders of model weights, instead of `models` in the data directory.'),
    backupFolder: z
      .string()
      .nullable()
      .default(null)
      .describe('Where backups go; null: beside the data directory, with `-backups` after its name.'),
    attached: z
      .boolean()
      .default(false)
      .describe(
        'Only look at, and act on, an instance that works elsewhere on the same Redis and PostgreSQL.',
      ),
    readOnly: z
      .boolean()
      .default(false)
      .describe('Start read-only: nothing can be changed until somebody switches it off.'),
    apiKey: z
      .string()
      .min(8)
      .optional()
      .describe('Key that clients of the media service send as `X-API-Key`; without one loopback is open.'),
    allowedOrigins: z
      .string()
      .optional()
      .describe('Web pages that may call the media service: their origins, joined by commas.'),
    clusterThreshold: z
      .number()
      .min(0)
      .max(1)
      .default(0.72)
      .describe('Cosine to the centre of a cluster from which on an asset belongs to it.'),
    mediaExtras: z
      .boolean()
      .default(true)
      .describe(
        'Make larger views and clips of media and read the text in it, while nothing else is to be done.',
      ),
    vlmEnabled: z
      .boolean()
      .default(false)
      .describe('Have pictures described by a vision model; previews are sent to it.'),
    vlmFallbackToClip: z
      .boolean()
      .default(true)
      .describe(
        'Label with CLIP what the vision model does not describe; without CLIP its text and place stand for it.',
      ),
    vlmUrl: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Address of an OpenAI-compatible vision model, instead of Gemini.'),
    vlmModel: z.string().optional().describe('Name of the vision model.'),
    vlmApiKey: z.string().optional().describe('Key of the OpenAI-compatible vision model.'),
    geminiApiKey: z.string().optional().describe('Key of Gemini.'),
    geminiUrl: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Address of Gemini when it is reached by a proxy.'),
    vlmPerDay: z
      .number()
      .int()
      .min(0)
      .default(1000)
      .describe('Questions to the vision model in a day (UTC).'),
    logLevel: z
      .enum(['debug', 'info', 'warn', 'error'])
      .default('info')
      .describe('Least level that is logged.'),
    logMaxMb: z
      .number()
      .int()
      .min(16)
      .default(256)
      .describe('Most that all log files may hold; the oldest go first.'),
    tracesPerSecond: z
      .number()
      .min(0)
      .max(10_000)
      .default(20)
      .describe('Ordinary traces that each process keeps in a second; failed and slow ones are always kept.'),
    slowTraceMs: z
      .number()
      .int()
      .min(0)
      .default(1000)
      .describe('A run that takes so long is slow, and its trace is kept.'),
    traceMaxMb: z
      .number()
      .int()
      .min(8)
      .default(256)
      .describe('Most that traces may take in the database; the oldest go first.'),
    traceDays: z.number().int().min(1).max(3650).default(7).describe('Traces older than this are dropped.'),
    otlpEndpoint: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('OpenTelemetry collector that traces are sent to, e.g. http://localhost:4318.'),
    otlpHeaders: z.string().optional().describe('Headers for the collector, as `name=value,name=value`.'),
    logDays: z.number().int().min(1).max(3650).default(14).describe('Log files older than this are dropped.'),
  })
  .describe('Flightline settings');
export type Settings = z.infer<typeof Settings>;

/** Environment variables that set a setting, besides `FLIGHTLINE_<SETTING_IN_CAPITALS>` which works for each. */
export const settingAliases: Partial<Record<keyof Settings, string>> = {
  redisUrl: 'REDIS_URL',
  databaseUrl: 'DATABASE_URL',
  embeddingModel: 'EMBEDDING_MODEL',
  clusterThreshold: 'CLUSTER_THRESHOLD',
  apiKey: 'API_KEY',
  allowedOrigins: 'ALLOWED_ORIGINS',
  vlmEnabled: 'VLM_ENABLED',
  vlmFallbackToClip: 'VLM_FALLBACK_TO_CLIP',
  geminiApiKey: 'GEMINI_API_KEY',
  geminiUrl: 'GOOGLE_GEMINI_BASE_URL',
  logLevel: 'LOG_LEVEL',
  otlpEndpoint: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  otlpHeaders: 'OTEL_EXPORTER_OTLP_HEADERS',
};
