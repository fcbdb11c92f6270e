using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Removal.Sweeping;

/// <summary>The state of a running sweep: outcomes so far, and whether it can continue.</summary>
internal sealed class SweepRun : IDisposable
{
    private readonly Dictionary<ResourceId, ItemOutcome> outcomes = [];
    private readonly List<string> notes = [];
    private readonly CancellationToken requested;
    private readonly CancellationTokenSource timeout;
    private readonly CancellationTokenSource either;
    private ItemOutcome? ending;
    private bool isEnough;
    private string? layersStayBecause;

    public SweepRun(SweepRequest request, TimeProvider time, CancellationToken requested)
    {
        (Request, this.requested) = (request, requested);
        var limit = request.Limits.Timeout;
        timeout = new CancellationTokenSource(
            limit.TotalMilliseconds < int.MaxValue ? limit : Timeout.InfiniteTimeSpan,
            time
        );
        either = CancellationTokenSource.CreateLinkedTokenSource(requested, timeout.Token);
    }

    public SweepRequest Request { get; }

    /// <summary>Cancelled on request, and on timeout.</summary>
    public CancellationToken Ended => either.Token;

    /// <summary>Whether another item may be processed.</summary>
    public bool CanContinue
    {
        get
        {
            CheckStopped();
            return ending is null;
        }
    }

    /// <summary>Ends the run where stopped on request or its time is up.</summary>
    public void CheckStopped()
    {
        if (requested.IsCancellationRequested)
            End("stopped on request");
        else if (timeout.IsCancellationRequested)
            ending ??= new ItemOutcome.LimitReached(
                $"the run's timeout of {Instant.Format(Request.Limits.Timeout)} is reached"
            );
    }

    public void Settle(PlanItem item, ItemOutcome outcome)
    {
        outcomes[item.Id] = outcome;
        var stays = outcome is ItemOutcome.Failed or ItemOutcome.Changed { Found: not null };
        if (stays && item.Class == CleanupClass.Layers)
            KeepLayers($"{item.Name}, which is kept, may need it");
    }

    /// <summary>Whether it is settled already.</summary>
    public bool IsSettled(PlanItem item) => outcomes.ContainsKey(item.Id);

    /// <summary>Ends the run gracefully: what is moved stays moved, nothing more is changed.</summary>
    public void End(string reason) => ending ??= new ItemOutcome.Skipped(reason);

    /// <summary>Ends the run because the target is reached: this is its goal, not an early end.</summary>
    public void MarkTargetReached(string reason)
    {
        if (!CanContinue)
            return;
        isEnough = true;
        Note($"target reached: {reason}");
        End(reason);
    }

    /// <summary>Layers come before what they need. So if one is kept unexpectedly, it may need any later one, and all
    /// of them are kept.</summary>
    public void KeepLayers(string reason) => layersStayBecause ??= reason;

    public void Note(string note) => notes.Add(note);

    /// <summary>The outcome of an item that must not be processed; null if it may be.</summary>
    public ItemOutcome? FindReasonToSkip(PlanItem item)
    {
        if (!CanContinue)
            return ending;
        if (item.After.FirstOrDefault(Stayed) is { Name: not null } dependent)
            return new ItemOutcome.Skipped($"needed by {dependent}, which is kept");
        return item.Class == CleanupClass.Layers && layersStayBecause is { } reason
            ? new ItemOutcome.Skipped(reason)
            : null;
    }

    private bool Stayed(ResourceId dependent) =>
        outcomes.GetValueOrDefault(dependent)
            is not (null or ItemOutcome.Quarantined or ItemOutcome.Deleted or ItemOutcome.Changed { Found: null });

    /// <summary>The planned sizes of what this run moved into the quarantine.</summary>
    public Bytes Quarantined =>
        Bytes.Sum(
            Request
                .Plan.Items.Where(item => outcomes.GetValueOrDefault(item.Id) is ItemOutcome.Quarantined)
                .Select(item => item.Size)
        );

    public SweepReport Report(Bytes reclaimed)
    {
        var items = Request.Plan.Items.Select(item => new SweptItem(item, OutcomeOf(item))).ToImmutableArray();
        return new SweepReport
        {
            Run = Request.Run,
            Items = items,
            Quarantined = Quarantined,
            Reclaimed = reclaimed,
            StopReason = ending switch
            {
                _ when isEnough => null,
                ItemOutcome.LimitReached limit => limit.Limit,
                ItemOutcome.Skipped end => end.Reason,
                _ => null,
            },
            Notes = [.. notes],
        };
    }

    public void Dispose()
    {
        either.Dispose();
        timeout.Dispose();
    }

    private ItemOutcome OutcomeOf(PlanItem item) =>
        outcomes.GetValueOrDefault(item.Id)
        ?? FindReasonToSkip(item)
        ?? new ItemOutcome.Skipped("the run ended before it");
}
