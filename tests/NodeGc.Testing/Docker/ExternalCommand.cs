using System.Diagnostics;
using CliWrap;
using CliWrap.Buffered;

namespace NodeGc.Testing.Docker;

/// <summary>Runs a program to its end, with a limit.</summary>
public sealed record ExternalCommand(string Program, params IReadOnlyList<string> Arguments)
{
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(2);

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public byte[]? Input { get; init; }

    public CommandResult Run() => RunAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Runs it to its end, whatever that is.</summary>
    /// <exception cref="TimeoutException">It did not end in time, and was killed with all that it had
    /// started.</exception>
    public async Task<CommandResult> RunAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            var end = await Wrap().ExecuteBufferedAsync(limit.Token);
            return new CommandResult(ToString(), end.ExitCode, end.StandardOutput, end.StandardError);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{this} did not end within {Limit.TotalSeconds:0} s.");
        }
    }

    /// <summary>Starts it and leaves it running; its output must be read or small. CliWrap can only await a program; a
    /// process that a test talks to, or ends by its id, is the system's.</summary>
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

    private Command Wrap() =>
        Cli.Wrap(Program)
            .WithArguments(Arguments)
            .WithEnvironmentVariables(variables =>
            {
                foreach (var (name, value) in Environment)
                    variables.Set(name, value);
            })
            .WithStandardInputPipe(PipeSource.FromBytes(Input ?? []))
            .WithValidation(CommandResultValidation.None);
}
