using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Agent.Daemon;

/// <summary>Keeps the published status small: the API server stores the whole object again with each change. Figures
/// are always complete; lists and texts are shortened as far as necessary, and what is left out is counted.
/// Pure.</summary>
internal static class StatusBounds
{
    /// <summary>Maximum size of the status as JSON. Only the figures of dozens of orders can exceed it.</summary>
    public const int MaxBytes = 16_000;

    /// <summary>The largest items of all orders together, in the usual case.</summary>
    private const int UsualItems = 6;

    private static readonly ImmutableArray<Bounds> Steps =
    [
        new(Review: 20, Items: 3, Errors: 5, Pins: 20, Text: 400, Name: 256, Files: 5),
        new(Review: 5, Items: 1, Errors: 2, Pins: 5, Text: 200, Name: 128, Files: 3),
        new(Review: 1, Items: 0, Errors: 1, Pins: 2, Text: 100, Name: 96, Files: 0),
        new(Review: 0, Items: 0, Errors: 0, Pins: 0, Text: 25, Name: 64, Files: 0) { KeepsDetails = false },
    ];

    /// <summary>The status with as much as fits.</summary>
    public static NodeStorageStatus Apply(NodeStorageStatus status) => Apply(status, out _);

    /// <summary>The same, also as it is written.</summary>
    public static NodeStorageStatus Apply(NodeStorageStatus status, out JsonObject json)
    {
        var bounded = status;
        json = new JsonObject();
        foreach (var step in Steps)
        {
            bounded = Apply(status, step);
            json = StatusPatch.Create(bounded);
            if (SizeOf(json) <= MaxBytes)
                break;
        }
        return bounded;
    }

    /// <summary>Size of the status as it is written, in bytes.</summary>
    public static int SizeOf(NodeStorageStatus status) => SizeOf(StatusPatch.Create(status));

    private static int SizeOf(JsonObject json) => Encoding.UTF8.GetByteCount(json.ToJsonString());

    private static NodeStorageStatus Apply(NodeStorageStatus status, Bounds bounds)
    {
        // A few orders share the usual number of items; each of them shows at least one.
        var items = Math.Min(bounds.Items, Math.Max(1, UsualItems / Math.Max(1, status.Orders.Length)));
        return status with
        {
            Conditions = [.. status.Conditions.Where(IsNews).Select(condition => Apply(condition, bounds))],
            DataRoots = [.. status.DataRoots.Select(root => Apply(root, bounds))],
            Orders = [.. status.Orders.Select(report => Apply(report, bounds with { Items = items }))],
            Restores =
            [
                .. status.Restores.Select(report => report with { Message = OrNull(report.Message, 2 * bounds.Text) }),
            ],
            Answers =
            [
                .. status.Answers.Select(answer => answer with { Error = OrNull(answer.Error, 2 * bounds.Text) }),
            ],
        };
    }

    /// <summary>What a scan searched for and did not find is not worth storing on every node.</summary>
    private static bool IsNews(Condition condition) =>
        condition is not { Status: ConditionStatus.False, Reason: NodeReasons.NotFound, Message: "" };

    private static Condition Apply(Condition condition, Bounds bounds) =>
        condition with
        {
            // The reason why nothing is deleted: as much of it as of several other texts.
            Message = Shorten(condition.Message, 2 * bounds.Text),
        };

    private static DataRootReport Apply(DataRootReport root, Bounds bounds) =>
        root with
        {
            Driver = bounds.KeepsDetails ? root.Driver : null,
            EngineVersion = bounds.KeepsDetails ? root.EngineVersion : null,
            Parts = bounds.KeepsDetails ? root.Parts : [],
            DeletedOpenFiles =
            [
                .. root
                    .DeletedOpenFiles.Take(bounds.Files)
                    .Select(file => file with { Path = End(file.Path, bounds.Name) }),
            ],
        };

    private static OrderReport Apply(OrderReport report, Bounds bounds)
    {
        var items = report is { Phase: OrderPhase.Planned, CompletionTime: null } ? bounds.Review : bounds.Items;
        var kept = report with
        {
            Message = bounds.KeepsDetails ? OrNull(report.Message, bounds.Text) : null,
            StartTime = bounds.KeepsDetails ? report.StartTime : null,
            // Of a run that has ended, it only shows that there was a plan.
            PlanDigest = bounds.KeepsDetails || report.CompletionTime is null ? report.PlanDigest : null,
            RefusalReason = report.RefusalReason is { } refusal ? Shorten(refusal, bounds.Text) : null,
            Pressure = report.Pressure is { } pressure ? Apply(pressure, bounds) : null,
            Items = [.. report.Items.Take(items).Select(item => Apply(item, bounds))],
            Errors = [.. report.Errors.Take(bounds.Errors).Select(error => Apply(error, bounds))],
            UnmatchedPins = [.. report.UnmatchedPins.Take(bounds.Pins)],
            Leftovers = bounds.KeepsDetails ? report.Leftovers : [],
        };
        return kept with { Omitted = CountOmitted(report, kept) };
    }

    private static OmittedEntries? CountOmitted(OrderReport before, OrderReport after)
    {
        var cut = new OmittedEntries
        {
            Items = before.Items.Length - after.Items.Length,
            Errors = before.Errors.Length - after.Errors.Length,
            UnmatchedPins = before.UnmatchedPins.Length - after.UnmatchedPins.Length,
        };
        return (cut + (before.Omitted ?? new OmittedEntries())).OrNull();
    }

    private static PressureReport Apply(PressureReport pressure, Bounds bounds) =>
        pressure with
        {
            StartReason = Shorten(pressure.StartReason, bounds.Text),
            StopReason = OrNull(pressure.StopReason, bounds.Text),
        };

    private static ItemReport Apply(ItemReport item, Bounds bounds) =>
        item with
        {
            Name = End(item.Name, bounds.Name),
            Reason = Shorten(item.Reason, bounds.Text),
        };

    private static ErrorReport Apply(ErrorReport error, Bounds bounds) =>
        error with
        {
            Subject = error.Subject is { } subject ? End(subject, bounds.Name) : null,
            Message = Shorten(error.Message, bounds.Text),
        };

    private static string? OrNull(string? text, int most) => text is null || most == 0 ? null : Shorten(text, most);

    private static string Shorten(string text, int most) => ShortText.Truncate(text, most);

    /// <summary>The end of a path says more than its beginning.</summary>
    private static string End(string path, int most) =>
        path.Length <= most ? path : $"…{path[(char.IsLowSurrogate(path[^(most - 1)]) ? ^(most - 2) : ^(most - 1))..]}";

    /// <summary>How much is shown.</summary>
    /// <param name="Review">The largest items of a plan that waits for an approval: someone reads them.</param>
    /// <param name="Items">The largest items of any other order.</param>
    /// <param name="Errors">Errors of an order.</param>
    /// <param name="Pins">Unmatched patterns of an order.</param>
    /// <param name="Text">Length of a text in characters; half of that of a condition.</param>
    /// <param name="Name">Length of a path or name.</param>
    /// <param name="Files">Deleted open files of a data root.</param>
    private sealed record Bounds(int Review, int Items, int Errors, int Pins, int Text, int Name, int Files)
    {
        /// <summary>Whether anything but figures and outcomes is shown.</summary>
        public bool KeepsDetails { get; init; } = true;
    }
}
