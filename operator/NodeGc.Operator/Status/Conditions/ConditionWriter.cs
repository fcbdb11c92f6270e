using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Status.Conditions;

/// <summary>Writes verdicts as the conditions that kstatus, kubectl and people read.</summary>
/// <param name="Before">The last conditions: the times of their transitions are kept.</param>
/// <param name="Generation">The generation of the spec that the conditions are about.</param>
/// <param name="Now">Time of a transition.</param>
internal sealed record ConditionWriter(ImmutableArray<Condition> Before, long? Generation, DateTimeOffset Now)
{
    /// <param name="verdict">What has become of the cleanup.</param>
    /// <param name="health">What has become of its nodes; null if no node counts.</param>
    /// <param name="obstacle">What prevents it from freeing space; null if nothing is known. The condition is left out
    /// until the first obstacle.</param>
    public ImmutableArray<Condition> Write(CleanupVerdict verdict, NodeHealth? health, Obstacle? obstacle)
    {
        var (state, text) = ConditionTexts.Describe(verdict);
        var conditions = Before;
        conditions = Add(conditions, CleanupConditions.Ready, state == VerdictState.Ready, text);
        conditions = Add(conditions, CleanupConditions.Reconciling, state == VerdictState.Reconciling, text);
        conditions = Add(conditions, CleanupConditions.Stalled, state == VerdictState.Stalled, text);
        conditions = health is null
            ? Add(conditions, CleanupConditions.Healthy, ConditionStatus.Unknown, text)
            : Add(conditions, CleanupConditions.Healthy, health is NodeHealth.Healthy, ConditionTexts.Describe(health));
        return AddEffective(conditions, obstacle);
    }

    /// <summary>Adds whether the spec was stored completely. A spec that was first seen while the definition dropped
    /// fields stays in doubt until the next one, since dropped fields cannot be detected later.</summary>
    /// <param name="conditions">The conditions so far.</param>
    /// <param name="isNew">Whether this generation is seen for the first time.</param>
    /// <param name="problem">Why the definition may have dropped fields; null if it does not.</param>
    public ImmutableArray<Condition> AddIntact(ImmutableArray<Condition> conditions, bool isNew, string? problem)
    {
        if (!isNew || (problem is null && !Had(CleanupConditions.Intact)))
            return conditions;
        var text = problem is null ? ConditionTexts.Intact : ConditionTexts.DescribeInDoubt(Generation, problem);
        return Add(conditions, CleanupConditions.Intact, problem is null, text);
    }

    /// <summary>Adds which other cleanups select nodes of this one. The condition is left out until the first
    /// overlap.</summary>
    public ImmutableArray<Condition> AddOverlap(ImmutableArray<Condition> conditions, Overlap? overlap)
    {
        if (overlap is null && !Had(CleanupConditions.Overlapping))
            return conditions;
        var text = overlap is null ? ConditionTexts.NoOverlap : ConditionTexts.Describe(overlap);
        return Add(conditions, CleanupConditions.Overlapping, overlap is not null, text);
    }

    /// <summary>Adds whether every pin matches something. The condition is left out until one matches nothing, and
    /// unchanged while this cannot be decided.</summary>
    public ImmutableArray<Condition> AddPins(ImmutableArray<Condition> conditions, PinMatches? pins)
    {
        if (pins is null || (pins.Unmatched.IsEmpty && !Had(CleanupConditions.PinsMatched)))
            return conditions;
        return Add(conditions, CleanupConditions.PinsMatched, pins.Unmatched.IsEmpty, ConditionTexts.Describe(pins));
    }

    /// <summary>Adds whether the plans of the run are approved; only in mode Approve.</summary>
    public ImmutableArray<Condition> AddApproval(
        ImmutableArray<Condition> conditions,
        CleanupMode mode,
        string? approved,
        string? planned
    ) =>
        mode == CleanupMode.Approve
            ? Add(
                conditions,
                CleanupConditions.Approved,
                approved is not null && approved == planned,
                ConditionTexts.DescribeApproval(approved, planned)
            )
            : [.. conditions.Where(condition => condition.Type != CleanupConditions.Approved)];

    private ImmutableArray<Condition> AddEffective(ImmutableArray<Condition> conditions, Obstacle? obstacle) =>
        obstacle switch
        {
            null when !Had(CleanupConditions.Effective) => conditions,
            null => Add(conditions, CleanupConditions.Effective, true, ConditionTexts.NoObstacle),
            Obstacle.KubeletUnknown unknown => Add(
                conditions,
                CleanupConditions.Effective,
                ConditionStatus.Unknown,
                ConditionTexts.Describe(unknown)
            ),
            _ => Add(conditions, CleanupConditions.Effective, false, ConditionTexts.Describe(obstacle)),
        };

    private bool Had(string type) => Before.Find(type) is not null;

    private ImmutableArray<Condition> Add(
        ImmutableArray<Condition> conditions,
        string type,
        bool isTrue,
        ConditionText text
    ) => Add(conditions, type, ConditionStatus.From(isTrue), text);

    private ImmutableArray<Condition> Add(
        ImmutableArray<Condition> conditions,
        string type,
        string status,
        ConditionText text
    ) =>
        conditions.With(
            new Condition
            {
                Type = type,
                Status = status,
                ObservedGeneration = Generation,
                Reason = text.Reason,
                Message = text.Message,
            },
            Now
        );
}
