using System.Collections.Immutable;
using System.CommandLine;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Api.Restores;
using NodeGc.Kubectl.Cluster;
using NodeGc.Kubectl.Output;
using NodeGc.Kubectl.Views;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubectl.CommandLine;

/// <summary><c>restore</c>: restores what a run removed, on one node by a request to its agent, on many by a
/// NodeStorageRestore.</summary>
internal sealed class RestoreCommand
{
    private readonly ConnectionOptions connection;
    private readonly Argument<string?> node;
    private readonly AskingOptions asking;

    private readonly Option<string> run = new("--run")
    {
        HelpName = "RUN",
        Description = "ID of the run, as shown by status -o wide and plan -o wide.",
        Required = true,
    };

    private readonly Option<string[]> items = new("--item")
    {
        HelpName = "PATH",
        Description =
            "Restore only this item, as shown by plan. Can be repeated, except with NODE. Default: the " + "whole run.",
    };

    private readonly Option<bool> isForAll = new("--all") { Description = "Restore on all nodes." };

    private readonly Option<LabelSelector?> selector = new("--selector", "-l")
    {
        HelpName = "LABELS",
        Description = "Restore on the nodes with these labels, such as pool=build.",
        CustomParser = result =>
        {
            var (found, problem) = SelectorText.Parse(result.Tokens.Count > 0 ? result.Tokens[0].Value : "");
            if (problem is not null)
                result.AddError($"--selector: {problem}");
            return found;
        },
    };

    private readonly Option<bool> waits = new("--wait")
    {
        Description = "With --all or --selector: wait until all nodes are done. Default: true.",
        DefaultValueFactory = _ => true,
    };

    private RestoreCommand(ConnectionOptions connection)
    {
        this.connection = connection;
        node = Names.NodeOrNone(connection, "Name of the node.");
        asking = new AskingOptions(
            connection,
            "How long to wait for agents. Default: 2m with NODE, 1h with --all or --selector."
        );
    }

    public static Command Create(ConnectionOptions connection) => new RestoreCommand(connection).Create();

    private Command Create()
    {
        var command = asking.AddTo(
            new Command(
                "restore",
                "Restore what a run removed, while it is still in quarantine: on one node, or on many by creating a "
                    + "NodeStorageRestore."
            )
        );
        command.Arguments.Add(node);
        command.Options.Add(run);
        command.Options.Add(items);
        command.Options.Add(isForAll);
        command.Options.Add(selector);
        command.Options.Add(waits);
        command.Validators.Add(result =>
        {
            var ways = new[]
            {
                result.GetValue(node) is not null,
                result.GetValue(isForAll),
                result.GetResult(selector) is not null,
            };
            if (ways.Count(isGiven => isGiven) != 1)
                result.AddError("give exactly one of NODE, --all and --selector");
            else if (ways[0] && result.GetValue(items) is { Length: > 1 })
                result.AddError("with NODE, --item can be given once");
        });
        command.SetAction(
            (parsed, end) => parsed.GetValue(node) is { } one ? AskAsync(parsed, one, end) : CreateAsync(parsed, end)
        );
        return command;
    }

    private Task<int> AskAsync(ParseResult parsed, string one, CancellationToken cancellationToken) =>
        asking.RunAsync(
            parsed,
            one,
            request =>
                request with
                {
                    Restore = new RestoreRequest
                    {
                        RunId = parsed.GetRequiredValue(run),
                        Item = parsed.GetValue(items)?.FirstOrDefault(),
                    },
                },
            cancellationToken
        );

    private Task<int> CreateAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        Session.RunAsync(connection, parsed, async cluster =>
        {
            var (printer, client) = (asking.Open(parsed), new RestoreClient(cluster, TimeProvider.System));
            var restore = await client.CreateAsync(ReadSpec(parsed), cancellationToken);
            if (!parsed.GetValue(waits))
            {
                Show(printer, restore, "created");
                return true;
            }
            printer.Errors.WriteLine(
                $"{ObjectDocuments.NamesOf(Api.ResourceTypes.NodeStorageRestores, [restore.Metadata.Name ?? ""])[0]} "
                    + "created; it goes on if you interrupt this command"
            );
            restore = await client.WaitAsync(restore, Report(printer), cancellationToken);
            printer.Print(RestoreView.Create(restore));
            return restore.Status!.Conditions.IsTrue("Ready");
        });

    private NodeStorageRestoreSpec ReadSpec(ParseResult parsed)
    {
        var spec = new NodeStorageRestoreSpec
        {
            RunId = parsed.GetRequiredValue(run),
            NodeSelector = parsed.GetValue(selector),
            Items = parsed.GetValue(items) is { } only ? [.. only] : ImmutableArray<string>.Empty,
        };
        return asking.FindTimeout(parsed) is { } timeout ? spec with { Timeout = GoDuration.Format(timeout) } : spec;
    }

    /// <summary>Each message of the operator once, to standard error.</summary>
    private static Action<NodeStorageRestore> Report(Printer printer)
    {
        string? last = null;
        return restore =>
        {
            if (RestoreView.FindMessage(restore) is not { } message || message == last)
                return;
            printer.Errors.WriteLine(PrintableText.Of(message));
            last = message;
        };
    }

    private static void Show(Printer printer, NodeStorageRestore restore, string what)
    {
        var listing = RestoreView.Create(restore);
        if (printer.IsTable)
            printer.Print($"{listing.Names[0]} {what}");
        else
            printer.Print(listing);
    }
}
