using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace NodeGc.Testing.ApiServer.RealControlPlane;

/// <summary>A program of our own that runs in the background; it is stopped by its process id, politely and then
/// firmly.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int RememberedLines = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = [];

    private ChildProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += Remember;
        process.ErrorDataReceived += Remember;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => process.HasExited;

    /// <summary>The program's name and its last words, for error messages.</summary>
    public override string ToString() =>
        $"{process.StartInfo.FileName}:{Environment.NewLine}{string.Join(Environment.NewLine, lines)}";

    public static ChildProcess Start(string program, ImmutableArray<string> arguments)
    {
        if (!File.Exists(program))
            throw new FileNotFoundException(
                $"KUBEBUILDER_ASSETS must name a folder with etcd and kube-apiserver; {program} is missing"
            );
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new ChildProcess(Process.Start(start)!);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await StopAsync();
        process.Dispose();
    }

    private async Task StopAsync()
    {
        using (var terminate = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await terminate.WaitForExitAsync();
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private void Remember(object sender, DataReceivedEventArgs received)
    {
        if (received.Data is null)
            return;
        lines.Enqueue(received.Data);
        while (lines.Count > RememberedLines)
            lines.TryDequeue(out _);
    }
}
