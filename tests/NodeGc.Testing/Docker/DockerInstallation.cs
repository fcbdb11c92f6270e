namespace NodeGc.Testing.Docker;

/// <summary>Where the programs of a release lie: its daemon, its client, and the containerd and runc that the daemon
/// starts.</summary>
public sealed record DockerInstallation
{
    private const string SystemPath = "/usr/sbin:/usr/bin:/sbin:/bin";

    private DockerInstallation(string root) => Root = root;

    public string Daemon => $"{Root}/usr/sbin/dockerd";

    /// <summary>Debian's own lies beside the client.</summary>
    public string Containerd => $"{Root}/usr/bin/containerd";

    /// <summary>By absolute path: another client may come first on PATH.</summary>
    public string Client => $"{Root}/usr/bin/docker";

    /// <summary>Clients since 23.0 build with BuildKit through buildx, which they search in folders of the system
    /// only.</summary>
    public string ClientPlugins => $"{Root}/usr/libexec/docker/cli-plugins";

    /// <summary>For PATH: its own containerd first, then the system's runc, since those of later Debians want a newer
    /// libc.</summary>
    public string SearchPath => Root.Length == 0 ? SystemPath : $"{Root}/usr/bin:{Root}/usr/sbin:{SystemPath}";

    /// <summary>The same folder as in the script.</summary>
    private static string Unpacked =>
        Environment.GetEnvironmentVariable("NODEGC_ENGINES") is { Length: > 0 } folder
            ? folder
            : "/var/cache/nodegc/engines";

    private string Root { get; }

    private string Setup => Root.Length == 0 ? "tests/setup/docker.sh" : "tests/setup/engines.sh";

    /// <summary>Fails with the script to run where it is missing.</summary>
    public static DockerInstallation Get(DockerRelease release)
    {
        var root = release == DockerRelease.Docker20 ? "" : Path.Combine(Unpacked, DockerReleases.VersionOf(release));
        var installation = new DockerInstallation(root);
        return File.Exists(installation.Daemon) && File.Exists(installation.Client)
            ? installation
            : throw new FileNotFoundException($"{installation.Daemon} is missing: run {installation.Setup}.");
    }
}
