using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Reporting;

/// <summary>Writes a verdict as the conditions that kstatus, kubectl and people read.</summary>
/// <param name="Before">The conditions as they were; the times of their last transitions are kept.</param>
/// <param name="Generation">Generation of the spec that they speak of.</param>
/// <param name="Now">Time of a transition.</param>
internal sealed record ConditionFold(ImmutableArray<Condition> Before, long? Generation, DateTimeOffset Now)
{
    /// <param name="verdict">What the cleanup has come to.</param>
    /// <param name="health">What its nodes have come to; null while none is asked.</param>
    /// <param name="obstacle">What keeps the cleanup from its purpose; null where nothing is known to. What never was
    /// in the way is no condition.</param>
    public ImmutableArray<Condition> Of(CleanupVerdict verdict, CleanupVerdict? health, CleanupVerdict? obstacle)
    {
        var healthStatus = health is null ? ConditionStatus.Unknown : ConditionStatus.Of(health.IsReady);
        var conditions = Before
            .With(Condition(CleanupConditions.Ready, ConditionStatus.Of(verdict.IsReady), verdict), Now)
            .With(Condition(CleanupConditions.Reconciling, ConditionStatus.Of(verdict.IsReconciling), verdict), Now)
            .With(Condition(CleanupConditions.Stalled, ConditionStatus.Of(verdict.IsStalled), verdict), Now)
            .With(Condition(CleanupConditions.Healthy, healthStatus, health ?? verdict), Now);
        return WithEffect(conditions, obstacle);
    }

    /// <summary>Adds whether the spec is all that its author wrote. A spec that was first seen while the definition
    /// dropped fields stays in doubt until the next one, since what was dropped is not found later.</summary>
    /// <param name="conditions">The conditions so far.</param>
    /// <param name="isNew">Whether this generation is seen for the first time.</param>
    /// <param name="losing">Why the definition may have dropped something; null where it does not.</param>
    public ImmutableArray<Condition> WithIntact(ImmutableArray<Condition> conditions, bool isNew, string? losing)
    {
        if (!isNew)
            return conditions;
        if (losing is null && Before.Find(CleanupConditions.Intact) is null)
            return conditions;
        var verdict = losing is null
            ? new CleanupVerdict(
                CleanupReasons.NoFieldsDropped,
                "the spec was stored while the definition knew all of its fields"
            )
            : new CleanupVerdict(
                CleanupReasons.DefinitionOutdated,
                ShortText.Of(
                    $"generation {Generation} may lack what its author wrote: {losing}",
                    CleanupVerdict.LongestMessage
                )
            );
        return conditions.With(Condition(CleanupConditions.Intact, ConditionStatus.Of(losing is null), verdict), Now);
    }

    /// <summary>Adds which other cleanups select nodes of this one; nothing where none ever did.</summary>
    public ImmutableArray<Condition> WithOverlap(ImmutableArray<Condition> conditions, string? overlap)
    {
        if (overlap is null && Before.Find(CleanupConditions.Overlapping) is null)
            return conditions;
        var verdict = overlap is null
            ? new CleanupVerdict(CleanupReasons.SharesNoNodes, "no other cleanup selects nodes of this one")
            : new CleanupVerdict(CleanupReasons.SharesNodes, overlap);
        return conditions.With(
            Condition(CleanupConditions.Overlapping, ConditionStatus.Of(overlap is not null), verdict),
            Now
        );
    }

    private ImmutableArray<Condition> WithEffect(ImmutableArray<Condition> conditions, CleanupVerdict? obstacle) =>
        obstacle is null && Before.Find(CleanupConditions.Effective) is null
            ? conditions
            : conditions.With(
                Condition(
                    CleanupConditions.Effective,
                    obstacle is { IsUnknown: true } ? ConditionStatus.Unknown : ConditionStatus.Of(obstacle is null),
                    obstacle ?? Effects.Unhindered
                ),
                Now
            );

    private Condition Condition(string type, string status, CleanupVerdict verdict) =>
        new()
        {
            Type = type,
            Status = status,
            ObservedGeneration = Generation,
            Reason = verdict.Reason,
            Message = verdict.Message,
        };
}
