using System.Collections.Immutable;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Dashboard.Commands;

/// <summary>The commands for one node: of its object, and those that its agent carries out.</summary>
/// <param name="Node">Name of the node.</param>
/// <param name="Namespace">Namespace of the agents' pods.</param>
/// <param name="Status">What the agent reported.</param>
internal sealed record NodeCommands(string Node, string Namespace, NodeStorageStatus? Status)
{
    /// <summary>Container of the agent in its pod.</summary>
    private const string Container = "agent";

    public Command Show => new("Show orders, reports and events", $"kubectl describe nodestorage {Word(Node)}");

    /// <summary>Lists what the quarantine of each data root contains, and until when.</summary>
    public IEnumerable<Command> Quarantines =>
        DataRoots.Select(root => new Command($"List the quarantine of {root}", Execute($"quarantine list{At(root)}")));

    /// <summary>Restores all that a run removed and that is still in quarantine.</summary>
    public IEnumerable<Command> Restore(string runId) =>
        DataRoots.Select(root => new Command(
            DataRoots.Length == 1 ? "Restore what this run removed" : $"Restore what this run removed from {root}",
            Execute($"restore{At(root)} --run {Word(runId)}"),
            "Moves the items that are still in quarantine back to where they were."
        ));

    /// <summary>The same for a run of which no report is left: empty if nothing is quarantined.</summary>
    public IEnumerable<Command> RestoreAny =>
        from root in Status?.DataRoots ?? []
        where root.Quarantine.Held.Items > 0
        select new Command(
            $"Restore what an earlier run removed from {root.Path}",
            Execute($"restore{At(root.Path)} --run RUN"),
            "Replace RUN by a run that the quarantine lists. --item PATH restores one item only."
        );

    /// <summary>Explains what owns or references an item.</summary>
    public Command Explain(string item) =>
        new(
            $"Explain {item}",
            Execute($"explain{At(DataRoots is [var root, ..] ? root : "")} {Word(item)}"),
            "Prints what references it, or that nothing does, and what was checked."
        );

    /// <summary>The log of the agent; empty if the agent runs outside a pod.</summary>
    public IEnumerable<Command> Logs =>
        Pod is { } pod
            ? [new Command("Show the agent's log", $"kubectl logs -n {Word(Namespace)} {Word(pod)} -c {Container}")]
            : [];

    private string? Pod => Status?.Agent?.PodName;

    private ImmutableArray<string> DataRoots =>
        Status is { DataRoots: { IsEmpty: false } roots } ? [.. roots.Select(root => root.Path)] : [""];

    /// <summary>The environment of the agent's container has the other paths.</summary>
    private static string At(string root) => root.Length == 0 ? "" : $" --data-root {Word(root)}";

    private string Execute(string arguments) =>
        Pod is { } pod
            ? $"kubectl exec -n {Word(Namespace)} {Word(pod)} -c {Container} -- nodegc-agent {arguments}"
            : $"nodegc-agent {arguments}";

    private static string Word(string text) => ShellWord.Quote(text);
}
