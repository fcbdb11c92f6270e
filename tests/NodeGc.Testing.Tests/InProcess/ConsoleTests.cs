using System.Diagnostics;
using System.Globalization;
using NodeGc.Testing.Docker;

namespace NodeGc.Testing.Tests.InProcess;

/// <summary>The server as a program, as the demo starts it.</summary>
internal sealed class ConsoleTests
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nodegc-console-");

    private static string Program => Path.Combine(AppContext.BaseDirectory, "nodegc-test-apiserver");

    private string KubeconfigPath => Path.Combine(folder.FullName, "kubeconfig");

    [TearDown]
    public void Clean() => folder.Delete(recursive: true);

    [Test]
    [CancelAfter(60_000)]
    public async Task Prints_its_address_when_the_kubeconfig_is_there_and_stops_gracefully_when_asked(
        CancellationToken cancellationToken
    )
    {
        using var server = Start("--port", "0", "--kubeconfig", KubeconfigPath);
        var address = await server.StandardOutput.ReadLineAsync(cancellationToken);
        var kubectl = new ApiServer.Kubectl(KubeconfigPath, folder.FullName);

        var namespaces = await kubectl.MustAsync(["get", "namespaces", "-o", "name"], cancellationToken);
        using (var terminate = Process.Start("kill", ["-TERM", server.Id.ToString(CultureInfo.InvariantCulture)]))
            await terminate.WaitForExitAsync(cancellationToken);
        await server.WaitForExitAsync(cancellationToken);

        Assert.That(address, Does.Match(@"^https://127\.0\.0\.1:\d+$"));
        Assert.That(namespaces, Does.Contain("namespace/default"));
        Assert.That(server.ExitCode, Is.Zero);
    }

    [Test]
    public void Explains_itself_when_it_is_not_understood()
    {
        var end = new ExternalCommand(Program, "--prot", "0").Run();

        Assert.That(end.ExitCode, Is.EqualTo(2));
        Assert.That(end.Errors, Does.Contain("usage: nodegc-test-apiserver"));
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
}
