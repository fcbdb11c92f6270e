using System.Reflection;
using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Events;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Status.Events;
using NodeGc.Operator.Tests.Builders;
using NodeGc.Testing;

namespace NodeGc.Operator.Tests.Status;

/// <summary>Every text that the operator writes into statuses and events. <c>NODEGC_GOLDEN=rewrite</c> writes the
/// files again.</summary>
[Category("Golden")]
internal sealed class GoldenTests
{
    private static readonly string Folder = SourceTree.PathOf("tests", "NodeGc.Operator.Tests", "Status", "Golden");

    [Test]
    public void The_texts_of_a_cleanup_are_those_of_the_golden_file() =>
        AssertGolden("cleanups.txt", string.Join('\n', GoldenCases.All.Select(Print)));

    [Test]
    public void The_events_of_a_NodeStorage_are_those_of_the_golden_file()
    {
        var problem = Given.Liveness.FindProblem(Given.Node("build-1").Silent().Storage)!;
        EventNote[] notes = [NodeStorageEvents.AgentSilent("build-1", problem), NodeStorageEvents.AgentReporting()];
        AssertGolden("nodestorages.txt", string.Concat(notes.Select(Print)));
    }

    [Test]
    public void The_events_of_a_Node_are_those_of_the_golden_file() =>
        AssertGolden("nodes.txt", string.Concat(NodeEventCases.All.Select(Print)));

    [Test]
    public void The_events_about_restores_are_those_of_the_golden_file()
    {
        const string Run = "weekly-1-d45820f314";
        EventNote[] notes =
        [
            CleanupEvents.Restored(Run, ["build-1"]),
            CleanupEvents.Restored(Run, ["build-1", "build-2", "build-3", "build-4", "build-5"]),
            CleanupEvents.RestoreFailed(Run, ["build-1", "build-2"]),
        ];
        AssertGolden("restores.txt", string.Concat(notes.Select(Print)));
    }

    [Test]
    public void The_golden_file_shows_every_event_of_a_Node() =>
        Assert.That(
            NodeEventCases.All.Select(note => note.Reason).Distinct(),
            Is.EquivalentTo(
                typeof(NodeEvents)
                    .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
                    .Select(method => method.Name)
            )
        );

    [Test]
    public void The_golden_file_shows_every_reason()
    {
        var reasons = typeof(CleanupReasons)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);
        var shown = GoldenCases.All.SelectMany(golden => golden.Status.Conditions).Select(one => one.Reason);
        Assert.That(reasons, Is.SubsetOf(shown.ToHashSet()));
    }

    [Test]
    public void The_golden_file_shows_every_event()
    {
        var events = typeof(CleanupEvents)
            .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Select(method => method.Name)
            // Its reason is that of the condition Effective.
            .Except([nameof(CleanupEvents.NotEffective)])
            // Of these there is a file of their own.
            .Except([nameof(CleanupEvents.Restored), nameof(CleanupEvents.RestoreFailed)])
            .Append(CleanupReasons.KubeletActsFirst);
        var shown = GoldenCases.All.SelectMany(FindEvents).Select(note => note.Reason);
        Assert.That(events, Is.SubsetOf(shown.ToHashSet()));
    }

    private static string Print(GoldenCase golden)
    {
        var conditions =
            from condition in golden.Status.Conditions
            group $"{condition.Type}={condition.Status}" by (condition.Reason, condition.Message) into same
            select $"{string.Join(' ', same)} {same.Key.Reason}\n    {same.Key.Message}\n";
        var nodes =
            from node in golden.Status.Nodes
            where node.Message is not null
            select $"node {node.Name} {node.Phase}\n    {node.Message}\n";
        string[] parts = [$"== {golden.Name} ==\n", .. conditions, .. nodes, .. FindEvents(golden).Select(Print)];
        return string.Concat(parts);
    }

    private static string Print(EventNote note) => $"event {note.Type} {note.Reason}\n    {note.Message}\n";

    private static IEnumerable<EventNote> FindEvents(GoldenCase golden) =>
        CleanupTransitions.Between(golden.Cleanup.Status, golden.Status).Select(change => change.Note);

    private static void AssertGolden(string file, string printed)
    {
        var path = Path.Combine(Folder, file);
        if (Environment.GetEnvironmentVariable("NODEGC_GOLDEN") == "rewrite")
            File.WriteAllText(path, printed);
        Assert.That(
            printed,
            Is.EqualTo(File.ReadAllText(path)),
            $"{file}: NODEGC_GOLDEN=rewrite writes the golden files again; read the difference"
        );
    }
}
