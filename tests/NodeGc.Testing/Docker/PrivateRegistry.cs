using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace NodeGc.Testing.Docker;

/// <summary>A real registry on the loopback, whose images lie in a temporary folder. Disposing ends it and removes the
/// folder.</summary>
public sealed class PrivateRegistry : IDisposable
{
    private const string Program = "/usr/bin/docker-registry";
    private readonly string folder;
    private readonly Process process;

    private PrivateRegistry(string folder, Process process, string host) =>
        (this.folder, this.process, Host) = (folder, process, host);

    /// <summary>What the names of its images begin with, for example <c>127.0.0.1:5000</c>; engines trust a loopback
    /// address without TLS.</summary>
    public string Host { get; }

    /// <summary>Starts one, and waits until it answers.</summary>
    public static PrivateRegistry Start()
    {
        if (!File.Exists(Program))
            throw new FileNotFoundException($"{Program} is missing: run tests/setup/docker.sh.");
        var (folder, port) = (Directory.CreateTempSubdirectory("nodegc-r-").FullName, FindFreePort());
        var configuration = Path.Combine(folder, "config.yml");
        File.WriteAllText(
            configuration,
            $$"""
            version: 0.1
            log: { level: error, accesslog: { disabled: true } }
            storage: { filesystem: { rootdirectory: {{folder}} }, delete: { enabled: true } }
            http: { addr: "127.0.0.1:{{port}}" }
            """
        );
        var process = new ExternalCommand(
            "/bin/sh",
            "-c",
            "exec \"$0\" serve \"$1\" >\"$1.log\" 2>&1",
            Program,
            configuration
        ).Start();
        Deadline.Await("the registry to answer", () =>
            process.HasExited
                ? throw new InvalidOperationException($"The registry ended; its log: {configuration}.log")
                : Answers(port)
        );
        return new PrivateRegistry(folder, process, $"127.0.0.1:{port}");
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
