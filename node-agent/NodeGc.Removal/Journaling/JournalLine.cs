using System.Globalization;
using System.Text;
using System.Text.Json;
using NodeGc.Host.Linux;

namespace NodeGc.Removal.Journaling;

/// <summary>A line is the JSON's length and CRC-32C, eight hexadecimal digits each, the JSON, and a newline; the JSON
/// contains no newline.</summary>
internal static class JournalLine
{
    private const int Digits = 8;
    private const int JsonAt = 2 * (Digits + 1);

    public static byte[] Encode(JournalRecord record)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(record, JournalJson.Default.JournalRecord);
        return [.. Encoding.ASCII.GetBytes($"{json.Length:x8} {Checksum.Compute(json):x8} "), .. json, (byte)'\n'];
    }

    /// <summary>The record of a line without its newline; null if the line is damaged.</summary>
    public static JournalRecord? Decode(ReadOnlySpan<byte> line)
    {
        if (
            line.Length < JsonAt
            || !TryHex(line[..Digits], out var length)
            || !TryHex(line.Slice(Digits + 1, Digits), out var checksum)
        )
            return null;
        var json = line[JsonAt..];
        if (json.Length != length || Checksum.Compute(json) != checksum)
            return null;
        return JsonSerializer.Deserialize(json, JournalJson.Default.JournalRecord);
    }

    private static bool TryHex(ReadOnlySpan<byte> digits, out uint value) =>
        uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
