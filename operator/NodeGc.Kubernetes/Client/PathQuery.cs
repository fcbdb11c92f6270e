using System.Globalization;
using System.Text;

namespace NodeGc.Kubernetes.Client;

/// <summary>A path with query parameters; parameters without a value are left out.</summary>
internal static class PathQuery
{
    public static string Build(string path, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var text = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in parameters)
        {
            if (Text(value) is not { Length: > 0 } written)
                continue;
            text.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(written));
            separator = '&';
        }
        return text.ToString();
    }

    private static string? Text(object? value) =>
        value switch
        {
            null or false => null,
            true => "true",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
}
