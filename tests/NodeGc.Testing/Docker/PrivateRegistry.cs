using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace NodeGc.Testing.Docker;

/// <summary>A real registry on the loopback, whose images lie in a folder of the caller's. Disposing ends it.</summary>
public sealed class PrivateRegistry : IDisposable
{
    private const string Program = "/usr/bin/docker-registry";
    private readonly Process process;

    private PrivateRegistry(Process process, string host) => (this.process, Host) = (process, host);

    /// <summary>What the names of its images begin with, for example <c>127.0.0.1:5000</c>; engines trust a loopback address without TLS.</summary>
    public string Host { get; }

    /// <summary>Starts one, and waits until it answers.</summary>
    /// <param name="folder">Where it may keep its images; made where it is missing.</param>
    public static PrivateRegistry Start(string folder)
    {
        if (!File.Exists(Program))
            throw new FileNotFoundException($"{Program} is missing: run tests/setup/docker.sh.");
        var port = FindFreePort();
        var configuration = Path.Combine(Directory.CreateDirectory(folder).FullName, "config.yml");
        File.WriteAllText(configuration, $$"""
            version: 0.1
            log: { level: error, accesslog: { disabled: true } }
            storage: { filesystem: { rootdirectory: {{folder}} }, delete: { enabled: true } }
            http: { addr: "127.0.0.1:{{port}}" }
            """);
        var process = new ExternalCommand("/bin/sh", "-c", "exec \"$0\" serve \"$1\" >\"$1.log\" 2>&1", Program, configuration).Start();
        Deadline.Await("the registry to answer", () => process.HasExited ? throw new InvalidOperationException($"The registry ended; its log: {configuration}.log") : Answers(port));
        return new PrivateRegistry(process, $"127.0.0.1:{port}");
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
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
