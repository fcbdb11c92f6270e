using System.Diagnostics;

namespace NodeGc.Testing.Docker;

/// <summary>Runs a program to its end, with a limit.</summary>
public sealed record ExternalCommand(string Program, params IReadOnlyList<string> Arguments)
{
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(2);

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public byte[]? Input { get; init; }

    public CommandResult Run()
    {
        using var process = Start();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        Feed(process);
        if (!process.WaitForExit(Limit))
        {
            process.Kill();
            throw new TimeoutException($"{this} did not end within {Limit.TotalSeconds:0} s.");
        }
        return new CommandResult(ToString(), process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    /// <summary>Starts it and leaves it running; its output must be read or small.</summary>
    public Process Start()
    {
        var info = new ProcessStartInfo(Program, Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment)
            info.Environment[name] = value;
        return Process.Start(info)!;
    }

    public override string ToString() => $"{Path.GetFileName(Program)} {string.Join(' ', Arguments)}";

    private void Feed(Process process)
    {
        try
        {
            process.StandardInput.BaseStream.Write(Input ?? []);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading all of it; its exit code and errors say why.
        }
    }
}
