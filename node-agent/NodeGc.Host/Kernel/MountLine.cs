using System.Text;
using NodeGc.Collector.Inventories;

namespace NodeGc.Host.Kernel;

/// <summary>A line of <c>/proc/…/mountinfo</c>. Source: <c>proc_pid_mountinfo(5)</c>. Octal escapes are
/// decoded.</summary>
/// <param name="Device"><c>major:minor</c>.</param>
/// <param name="Root">What is mounted, relative to the root of the filesystem.</param>
/// <param name="MountPoint">Where, as seen in that namespace.</param>
/// <param name="Type">The filesystem's type.</param>
/// <param name="Source">The filesystem's source.</param>
/// <param name="SuperOptions">The filesystem's options with escapes, since paths in them may contain escaped
/// separators.</param>
public sealed record MountLine(
    string Device,
    string Root,
    string MountPoint,
    string Type,
    string Source,
    string SuperOptions
)
{
    /// <summary>Parses a line; null if it is malformed.</summary>
    public static MountLine? Find(ReadOnlySpan<byte> line)
    {
        var fields = Encoding.Latin1.GetString(line).Split(' ');
        var separator = Array.IndexOf(fields, "-", Math.Min(6, fields.Length));
        if (separator < 0 || fields.Length < separator + 3)
            return null;
        return new MountLine(
            fields[2],
            Unescape(fields[3]),
            Unescape(fields[4]),
            fields[separator + 1],
            Unescape(fields[separator + 2]),
            fields.ElementAtOrDefault(separator + 3) ?? ""
        );
    }

    /// <summary>Identity of the mount in a line: its ids, what is mounted, and where.</summary>
    public static Fingerprint IdentityOf(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf(" - "u8);
        return Fingerprint.OfText(Encoding.Latin1.GetString(end < 0 ? line : line[..end]));
    }

    private static string Unescape(string field)
    {
        if (!field.Contains('\\'))
            return field;
        var text = new StringBuilder();
        for (var i = 0; i < field.Length; i++)
        {
            var isEscape =
                field[i] == '\\'
                && i + 3 < field.Length
                && field.AsSpan(i + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0;
            text.Append(isEscape ? (char)Convert.ToInt32(field.Substring(i + 1, 3), 8) : field[i]);
            if (isEscape)
                i += 3;
        }
        return text.ToString();
    }
}
