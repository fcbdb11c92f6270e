using System.Diagnostics;

namespace NodeGc.Testing.Docker;

/// <summary>
/// A real dockerd whose whole state lies below one temporary folder: several run side by side, and the machine's own
/// engine is never touched. Disposing ends it, its containers and its mounts, and removes the folder.
/// </summary>
public sealed class PrivateDockerd : IDisposable
{
    private readonly DockerInstallation installation;
    private DockerdOptions options;
    private Process? process;
    private Stopwatch? sinceKill;

    private PrivateDockerd(DockerdOptions options, string folder)
    {
        this.options = options;
        Folder = folder;
        installation = DockerInstallation.Get(options.Release);
        Cli = new DockerCli(installation, SocketPath, Path.Combine(folder, "client"));
    }

    /// <summary>Everything that belongs to this daemon lies below it.</summary>
    public string Folder { get; }

    public string DataRoot => Path.Combine(Folder, options.DataRoot);

    public DockerRelease Release => options.Release;

    public string StorageDriver => options.StorageDriver;

    public string ExecRoot => Path.Combine(Folder, "exec");

    public string SocketPath => Path.Combine(Folder, "d.sock");

    public string LogPath => Path.Combine(Folder, "d.log");

    public DockerCli Cli { get; }

    /// <summary>Null while the daemon is stopped.</summary>
    public int? ProcessId => process is { HasExited: false } ? process.Id : null;

    public static PrivateDockerd Start(DockerdOptions? options = null)
    {
        var daemon = new PrivateDockerd(options ?? new(), Directory.CreateTempSubdirectory("nodegc-d-").FullName);
        File.WriteAllText(Path.Combine(daemon.Folder, "daemon.json"), "{}");
        daemon.Resume();
        return daemon;
    }

    /// <summary>Starts the daemon on the state that is there, and waits until it answers.</summary>
    public void Resume()
    {
        // As a service manager does (RestartSec=2 in Docker's unit). The kernel dates processes by the second: a daemon
        // started sooner could have written what its predecessor left.
        Deadline.Await("the restart to be due", () => sinceKill?.Elapsed is not { TotalSeconds: < 2 });
        File.Delete(SocketPath);
        process = Launch();
        Deadline.Await("dockerd to answer", () => process.HasExited ? throw Died() : Answers());
    }

    /// <summary>As above, with another storage driver on the same data root.</summary>
    public void Resume(string storageDriver)
    {
        options = options with { StorageDriver = storageDriver };
        Resume();
    }

    /// <summary>Ends the daemon in order; containers end with it.</summary>
    public void Stop() => End("TERM");

    /// <summary>Ends the daemon as a crash would, containers and their mounts left behind.</summary>
    public void Kill()
    {
        End("KILL");
        sinceKill = Stopwatch.StartNew();
        // The daemon's containerd dies with it, but where process 1 reaps nobody its number stays taken, and the next
        // daemon would wait for it.
        File.Delete(Path.Combine(ExecRoot, "containerd/containerd.pid"));
    }

    /// <summary>Ends what a daemon that was killed has left running, containers and clients, as a crash of the whole
    /// machine would.</summary>
    public void EndRemains() => DaemonRemains.EndAll(Folder);

    public void Restart()
    {
        Stop();
        Resume();
    }

    public void Dispose()
    {
        if (ProcessId is not null)
        {
            RemoveContainers();
            Stop();
        }
        process?.Dispose();
        DaemonRemains.Clear(Folder, CgroupName);
        Directory.Delete(Folder, recursive: true);
    }

    private string CgroupName => Path.GetFileName(Folder);

    private Process Launch() =>
        new ExternalCommand(
            "/bin/sh",
            ["-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1", "sh", LogPath, installation.Daemon, .. Arguments()]
        )
        {
            Environment = new Dictionary<string, string> { ["PATH"] = installation.SearchPath },
        }.Start();

    private IEnumerable<string> Arguments() =>
        [
            "--config-file",
            Path.Combine(Folder, "daemon.json"),
            "--data-root",
            DataRoot,
            "--exec-root",
            ExecRoot,
            "--pidfile",
            Path.Combine(Folder, "d.pid"),
            "--host",
            $"unix://{SocketPath}",
            "--storage-driver",
            options.StorageDriver,
            "--cgroup-parent",
            $"/{CgroupName}",
            "--bridge=none",
            "--iptables=false",
            "--ip6tables=false",
            "--ip-forward=false",
            "--ip-masq=false",
            "--userland-proxy=false",
            "--shutdown-timeout=5",
            .. options.ExtraArguments,
        ];

    private bool Answers()
    {
        try
        {
            return Cli.Api.Get("version").Length > 0;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void End(string signal)
    {
        var running = process ?? throw new InvalidOperationException("dockerd was not started.");
        new ExternalCommand("/bin/kill", $"-{signal}", $"{running.Id}").Run();
        if (!running.WaitForExit(TimeSpan.FromMinutes(1)))
            throw new TimeoutException($"dockerd did not end on SIG{signal}; its log: {LogPath}");
    }

    private void RemoveContainers()
    {
        foreach (var container in Cli.Api.ContainerIds())
            Cli.Api.Try(HttpMethod.Delete, $"containers/{container}?force=1");
    }

    private InvalidOperationException Died() =>
        new($"dockerd ended at start: {string.Join('\n', File.ReadLines(LogPath).TakeLast(5))}");
}
