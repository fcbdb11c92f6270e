using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace NodeGc.Testing.ApiServer.Requirements;

/// <summary>
/// What a test, or all of a fixture, needs of the API server. Where it has it not, the test is skipped before anything
/// is started for it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public abstract class RequirementAttribute(string reason) : NUnitAttribute, IApplyToTest
{
    /// <summary>Why it cannot run elsewhere.</summary>
    public string Reason { get; } = reason;

    /// <inheritdoc/>
    public void ApplyToTest(Test test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (test.RunState == RunState.NotRunnable || IsMet())
            return;
        test.RunState = RunState.Ignored;
        test.Properties.Set(PropertyNames.SkipReason, Reason);
    }

    private protected abstract bool IsMet();
}
