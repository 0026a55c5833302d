/**
 * Atomic scripts of one key each. A hash with the report (`body`, `format`, `version`, `stamp`, `cost`, `stale`: the
 * milliseconds of its life in which it is stale), the lease (`token`: the largest given, `until`) and `floor`: the
 * version below which no report is let in. Times are the server's.
 */

/** Anything else was written by hand or by another program. */
const ONLY_A_HASH = `
if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then redis.call('DEL', KEYS[1]) end`;

/** Gives `{stamp, format, version, cost, stale, left, body}`, of one moment. */
export const READ = `
local h = redis.call('HMGET', KEYS[1], 'stamp', 'format', 'version', 'cost', 'stale', 'body')
return {h[1], h[2], h[3], h[4], h[5], redis.call('PTTL', KEYS[1]), h[6]}`;

/**
 * ARGV: the stamp seen or '', milliseconds of the lease. Gives `{'leased', token}`, `{'held', ms}` or `{'changed'}`.
 * The token is at least the time in microseconds: it grows even if the key was removed in between.
 */
export const ACQUIRE = `${ONLY_A_HASH}
local h = redis.call('HMGET', KEYS[1], 'stamp', 'token', 'until')
if (h[1] or '') ~= ARGV[1] then return {'changed'} end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local held = (tonumber(h[3]) or 0) - now
if held > 0 then return {'held', held} end
local token = string.format('%.0f', math.max(time[1] * 1000000 + time[2], (tonumber(h[2]) or 0) + 1))
redis.call('HSET', KEYS[1], 'token', token, 'until', string.format('%.0f', now + ARGV[2]))
if redis.call('PTTL', KEYS[1]) < 2 * ARGV[2] then redis.call('PEXPIRE', KEYS[1], 2 * ARGV[2]) end
return {'leased', token}`;

/** ARGV: token, version, format, cost, stale, total life, body. */
export const PUT = `
local h = redis.call('HMGET', KEYS[1], 'token', 'version', 'floor')
if h[1] ~= ARGV[1] then return 'fenced' end
local version = tonumber(ARGV[2])
if version < (tonumber(h[2]) or 0) or version < (tonumber(h[3]) or 0) then return 'outdated' end
redis.call('HSET', KEYS[1], 'stamp', ARGV[1], 'version', ARGV[2], 'format', ARGV[3], 'cost', ARGV[4], 'stale', ARGV[5],
  'body', ARGV[7])
redis.call('HDEL', KEYS[1], 'until')
redis.call('PEXPIRE', KEYS[1], ARGV[6])
return 'stored'`;

export const RELEASE = `
if redis.call('HGET', KEYS[1], 'token') == ARGV[1] then redis.call('HDEL', KEYS[1], 'until') end
return 0`;

/** ARGV: version. Gives 1 where an older report was. */
export const RAISE = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end${ONLY_A_HASH}
local h = redis.call('HMGET', KEYS[1], 'version', 'floor')
local version = tonumber(ARGV[1])
if (tonumber(h[2]) or 0) < version and redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('HSET', KEYS[1], 'floor', ARGV[1])
end
if not h[1] or (tonumber(h[1]) or 0) >= version then return 0 end
redis.call('HDEL', KEYS[1], 'body', 'stamp', 'version', 'format', 'cost', 'stale')
return 1`;
