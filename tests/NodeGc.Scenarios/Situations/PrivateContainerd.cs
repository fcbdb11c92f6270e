using System.Diagnostics;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Situations;

/// <summary>A containerd that an engine uses without having started it, as on most machines.</summary>
internal sealed class PrivateContainerd : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nodegc-c-");
    private readonly Process process;

    public PrivateContainerd(DockerRelease release)
    {
        var installation = DockerInstallation.Get(release);
        process = new ExternalCommand(
            "/bin/sh",
            "-c",
            "exec \"$0\" --root \"$1/root\" --state \"$1/state\" --address \"$1/c.sock\" >\"$1/log\" 2>&1",
            installation.Containerd,
            folder.FullName
        )
        {
            Environment = new Dictionary<string, string> { ["PATH"] = installation.SearchPath },
        }.Start();
        Deadline.Await("containerd to listen", () =>
            process.HasExited
                ? throw new InvalidOperationException(
                    $"containerd ended: {File.ReadAllText(Path.Combine(folder.FullName, "log"))}"
                )
                : File.Exists(SocketPath)
        );
    }

    public string SocketPath => Path.Combine(folder.FullName, "c.sock");

    public string Root => Path.Combine(folder.FullName, "root");

    public void Dispose()
    {
        _ = new ExternalCommand("/bin/kill", $"{process.Id}").Run();
        process.WaitForExit();
        process.Dispose();
        folder.Delete(recursive: true);
    }
}
