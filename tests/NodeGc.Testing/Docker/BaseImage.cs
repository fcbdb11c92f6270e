using System.Formats.Tar;

namespace NodeGc.Testing.Docker;

/// <summary>The smallest image that can run something: a static busybox and links for its applets, made without a
/// registry.</summary>
public static class BaseImage
{
    private const string Busybox = "/bin/busybox";
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;
    private static readonly Lazy<byte[]> Content = new(MakeTar);
    private static readonly string[] Applets =
    [
        "sh",
        "true",
        "sleep",
        "cat",
        "dd",
        "mkdir",
        "ls",
        "rm",
        "tail",
        "touch",
        "wc",
    ];

    /// <summary>Gives the engine the image.</summary>
    public static void Load(DockerCli docker, string tag = "base:1") =>
        _ = (docker.Command("import", "--change", "CMD [\"sleep\",\"3600\"]", "-", tag) with { Input = Tar() })
            .Run()
            .Text;

    /// <summary>Its only layer.</summary>
    internal static byte[] Tar() => Content.Value;

    private static byte[] MakeTar()
    {
        if (!File.Exists(Busybox))
            throw new FileNotFoundException($"{Busybox} is missing: run tests/setup/docker.sh.");
        var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "bin/") { Mode = Executable });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "tmp/") { Mode = Executable });
            tar.WriteEntry(Busybox, "bin/busybox");
            foreach (var applet in Applets)
                tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, $"bin/{applet}") { LinkName = "busybox" });
        }
        return bytes.ToArray();
    }
}
