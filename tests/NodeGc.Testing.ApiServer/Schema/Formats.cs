using System.Globalization;
using System.Text.RegularExpressions;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>The format of texts that our definitions use. A real server checks some more, and ignores all
/// others.</summary>
internal static partial class Formats
{
    public static bool Accepts(string format, string text) =>
        format is not ("date-time" or "datetime")
        || (DateTime().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _));

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)\z")]
    private static partial Regex DateTime();
}
