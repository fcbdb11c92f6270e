using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Storage.Sweeping;

/// <summary>A sweep under way: what became of each item so far, and whether it may go on.</summary>
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

    /// <summary>Cancelled on request, and when the run's time is up.</summary>
    public CancellationToken Ended => either.Token;

    /// <summary>Whether another item may be touched.</summary>
    public bool MayGoOn
    {
        get
        {
            NoticeEnd();
            return ending is null;
        }
    }

    /// <summary>Ends the run where it was told to stop or its time is up.</summary>
    public void NoticeEnd()
    {
        if (requested.IsCancellationRequested)
            End("it was told to stop");
        else if (timeout.IsCancellationRequested)
            ending ??= new ItemOutcome.LimitReached($"the run's time of {Request.Limits.Timeout} is over");
    }

    public void Settle(PlanItem item, ItemOutcome outcome)
    {
        outcomes[item.Id] = outcome;
        var stays = outcome is ItemOutcome.Failed or ItemOutcome.Changed { Found: not null };
        if (stays && item.Class == CleanupClass.Layers)
            KeepLayers($"{item.Name}, which stays, may need it");
    }

    /// <summary>Whether it is settled already.</summary>
    public bool IsSettled(PlanItem item) => outcomes.ContainsKey(item.Id);

    /// <summary>Ends the run in order: what is moved stays moved, nothing more is touched.</summary>
    public void End(string reason) => ending ??= new ItemOutcome.NotReached(reason);

    /// <summary>Ends the run because nothing more has to go: that is its aim and no end before its time.</summary>
    public void Suffice(string reason)
    {
        if (!MayGoOn)
            return;
        isEnough = true;
        Note($"nothing more had to go: {reason}");
        End(reason);
    }

    /// <summary>Layers come before what they need. So when one stays unexpectedly, any later one may be needed by it,
    /// and all of them stay.</summary>
    public void KeepLayers(string reason) => layersStayBecause ??= reason;

    public void Note(string note) => notes.Add(note);

    /// <summary>The outcome that an item gets without being touched; null when it may be touched.</summary>
    public ItemOutcome? FindReasonToSkip(PlanItem item)
    {
        if (!MayGoOn)
            return ending;
        if (item.After.FirstOrDefault(Stayed) is { Name: not null } dependent)
            return new ItemOutcome.NotReached($"{dependent}, which needs it, stays");
        return item.Class == CleanupClass.Layers && layersStayBecause is { } reason
            ? new ItemOutcome.NotReached(reason)
            : null;
    }

    private bool Stayed(ResourceId dependent) =>
        outcomes.GetValueOrDefault(dependent)
            is not (null or ItemOutcome.Quarantined or ItemOutcome.Deleted or ItemOutcome.Changed { Found: null });

    /// <summary>The planned sizes of what lies in the quarantine because of this run.</summary>
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
            EndedBecause = ending switch
            {
                _ when isEnough => null,
                ItemOutcome.LimitReached limit => limit.Limit,
                ItemOutcome.NotReached end => end.Reason,
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
        ?? new ItemOutcome.NotReached("the run did not come to it");
}
