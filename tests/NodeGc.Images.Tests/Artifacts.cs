using NodeGc.Testing;
using NodeGc.Testing.Docker;

namespace NodeGc.Images.Tests;

/// <summary>What <c>make images</c> and <c>make dist</c> have built; <c>make test</c> does that first.</summary>
internal static class Artifacts
{
    /// <summary>The architectures that images and archives are built for.</summary>
    public static IEnumerable<string> Architectures => ["amd64", "arm64"];

    /// <summary>The version in all names.</summary>
    public static string Version { get; } =
        System
            .Xml.Linq.XDocument.Load(SourceTree.PathOf("Directory.Build.props"))
            .Descendants("Version")
            .Single()
            .Value;

    /// <summary>The path of a file below <c>artifacts</c>; fails with what to run where it is missing.</summary>
    public static string PathOf(params string[] parts)
    {
        var path = SourceTree.PathOf(["artifacts", .. parts]);
        return Path.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing: run make images dist.");
    }

    /// <summary>The archive of an image.</summary>
    public static string Image(string program, string architecture) =>
        PathOf("images", $"nodegc-{program}-{architecture}.tar");

    /// <summary>Runs a script of the repository.</summary>
    public static ExternalCommand Script(params string[] arguments) =>
        new("/bin/bash", [SourceTree.PathOf("tests", "setup", arguments[0]), .. arguments[1..]])
        {
            Limit = TimeSpan.FromMinutes(5),
        };
}
