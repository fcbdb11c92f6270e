using System.Reflection;
using System.Security.Cryptography;

namespace NodeGc.Operator.Dashboard.Serving;

/// <summary>A file that the pages refer to, embedded in the program.</summary>
/// <param name="Path">Where it is served.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Content">The file.</param>
internal sealed record Asset(string Path, string ContentType, ReadOnlyMemory<byte> Content)
{
    public static Asset Style { get; } = Read("dashboard.css", "text/css; charset=utf-8");

    public static Asset Script { get; } = Read("dashboard.js", "text/javascript; charset=utf-8");

    public static Asset Icon { get; } = Read("icon.svg", "image/svg+xml");

    /// <summary>The licenses of the packages in the script.</summary>
    public static Asset Licenses { get; } = Read("dashboard.js.LICENSES.txt", "text/plain; charset=utf-8");

    /// <summary>Changes with the content.</summary>
    public string Tag { get; } = Convert.ToHexStringLower(SHA256.HashData(Content.Span))[..16];

    /// <summary>With the tag, so that a browser may keep it and never uses one of another release.</summary>
    public string Address => $"{Path}?v={Tag}";

    /// <summary>Null if there is none.</summary>
    public static Asset? Find(string path) => Array.Find([Style, Script, Icon, Licenses], asset => asset.Path == path);

    private static Asset Read(string name, string contentType)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"dashboard/{name}")
            ?? throw new InvalidOperationException($"{name} is not embedded in the program");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new Asset($"/assets/{name}", contentType, content);
    }
}
