using System.Diagnostics;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Situations;

/// <summary>
/// An engine on the data root of a private daemon that is stopped meanwhile: under another name, or configured by a
/// file. Disposing ends it and resumes the daemon.
/// </summary>
internal sealed class OwnEngine : IDisposable
{
    private readonly PrivateDockerd dockerd;
    private readonly Process process;

    private OwnEngine(PrivateDockerd dockerd, string program, params IReadOnlyList<string> arguments)
    {
        this.dockerd = dockerd;
        dockerd.Stop();
        File.Delete(dockerd.SocketPath);
        const string logged = "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1";
        process = new ExternalCommand(
            "/bin/sh",
            ["-c", logged, "sh", dockerd.LogPath, program, .. arguments, .. Common()]
        ).Start();
        Deadline.Await("the engine to answer", Answers);

        bool Answers() => File.Exists(dockerd.SocketPath) && dockerd.Cli.Try("version").Succeeded;
    }

    /// <summary>The program by another name, told everything on its command line.</summary>
    public static OwnEngine Renamed(PrivateDockerd dockerd, string name)
    {
        var program = Path.Combine(dockerd.Folder, name);
        File.Copy("/usr/sbin/dockerd", program, overwrite: true);
        return new OwnEngine(
            dockerd,
            program,
            "--config-file",
            Path.Combine(dockerd.Folder, "daemon.json"),
            "--data-root",
            dockerd.DataRoot,
            "--host",
            $"unix://{dockerd.SocketPath}"
        );
    }

    /// <summary>The usual program, told by a file where it stores and listens.</summary>
    public static OwnEngine ConfiguredBy(PrivateDockerd dockerd, string file)
    {
        File.WriteAllText(file, $$"""{"data-root":"{{dockerd.DataRoot}}","hosts":["unix://{{dockerd.SocketPath}}"]}""");
        return new OwnEngine(dockerd, "/usr/sbin/dockerd", "--config-file", file);
    }

    public void Dispose()
    {
        new ExternalCommand("/bin/kill", "-TERM", $"{process.Id}").Run();
        process.WaitForExit(TimeSpan.FromMinutes(2));
        process.Dispose();
        dockerd.Resume();
    }

    private string[] Common() =>
        [
            "--exec-root",
            dockerd.ExecRoot,
            "--pidfile",
            Path.Combine(dockerd.Folder, "d.pid"),
            "--storage-driver",
            dockerd.StorageDriver,
            "--bridge=none",
            "--iptables=false",
            "--ip6tables=false",
            "--ip-forward=false",
            "--ip-masq=false",
            "--userland-proxy=false",
            "--shutdown-timeout=5",
        ];
}
