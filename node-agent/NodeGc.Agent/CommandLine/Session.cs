using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.CommandLine;

/// <summary>One invocation of a command: its options, its scanner and its output. Errors are printed as one line on
/// standard error.</summary>
internal sealed class Session
{
    private readonly OutputFormat format;

    private readonly bool isWide;

    private Session(NodeOptions options, OutputFormat format, bool isWide)
    {
        (this.format, this.isWide) = (format, isWide);
        Options = options;
        State = StateDirectory.Open(options.StateDirectory);
        Scanner = new NodeScanner(options, State, TimeProvider.System);
    }

    public NodeOptions Options { get; }

    public StateDirectory State { get; }

    public NodeScanner Scanner { get; }

    /// <summary>Runs <paramref name="action"/> and turns failures into a message and an exit code.</summary>
    public static async Task<int> RunAsync(
        Func<Session, Task<ExitCode>> action,
        CommonOptions common,
        ParseResult parsed,
        bool readOnly = true
    )
    {
        try
        {
            return (int)
                await action(
                    new Session(common.Read(parsed, readOnly), common.ReadFormat(parsed), common.IsWide(parsed))
                );
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(
                "nodegc-agent: interrupted; everything done so far is recorded in the journal"
            );
            return (int)ExitCode.Incomplete;
        }
        catch (Exception e) when (Failures.Describe(e) is { } failure)
        {
            await Console.Error.WriteLineAsync($"nodegc-agent: {failure.Message}");
            return (int)failure.ExitCode;
        }
    }

    /// <summary>Scans, showing progress if standard error is a terminal.</summary>
    public Task<Scan> ScanAsync(ScanOptions scanOptions, CancellationToken cancellationToken) =>
        Progress.ShowAsync("Scanning", report => Scanner.ScanAsync(scanOptions, report, cancellationToken));

    /// <summary>Scans, and scans again after each interval that the policy requires for confirmation.</summary>
    public Task<(Scan Scan, SweepPlan Plan)> ConfirmAsync(CleanupPolicy policy, CancellationToken cancellationToken) =>
        Progress.ShowAsync("Scanning", progress =>
            new ConfirmationLoop(Scanner, TimeProvider.System).RunAsync(
                policy,
                (_, _, next) => progress?.Report($"next scan at {Collector.Instant.Format(next)}"),
                cancellationToken
            )
        );

    /// <summary>The options by which a command to run next finds the same store and the same state, with a blank
    /// in front.</summary>
    public string StoreOptions =>
        string.Concat(Options.DataRoots.Select(root => $" --data-root {root}"))
        + (Options.StateDirectory == CommonOptions.DefaultState ? "" : $" --state-dir {Options.StateDirectory}");

    /// <summary>Prints a report in the requested format.</summary>
    public void Print<T>(T document, JsonTypeInfo<T> json, Action<Page, T> text)
    {
        if (format == OutputFormat.Json)
            Console.Out.WriteLine(JsonSerializer.Serialize(document, json));
        else
            text(Terminal.Open(isWide, StoreOptions), document);
    }
}
