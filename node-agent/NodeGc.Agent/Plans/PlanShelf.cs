using NodeGc.Agent.State;

namespace NodeGc.Agent.Plans;

/// <summary>The plans of orders that wait for an approval, in the state directory: one for each run.</summary>
internal sealed class PlanShelf(StateDirectory state, TimeProvider time)
{
    /// <summary>The plan of <paramref name="run"/>; null where none is kept.</summary>
    /// <exception cref="AgentException">What is kept was damaged or changed, or is another run's.</exception>
    public KeptPlan? Find(string run)
    {
        var path = state.PlanFile(run);
        if (!File.Exists(path))
            return null;
        var plan = KeptPlanFile.Read(path);
        return plan.Run == run
            ? plan
            : throw new AgentException(
                $"The plan in {path} is refused: it was made for run {plan.Run}. Nothing was done."
            );
    }

    /// <summary>Keeps a plan in the place of an earlier one of its run, and drops those of all runs whose time is
    /// over.</summary>
    /// <exception cref="AgentException">It cannot be written.</exception>
    public void Keep(string run, KeptPlan plan)
    {
        KeptPlanFile.Write(state.PlanFile(run), plan);
        foreach (var file in state.PlanFiles().Where(IsSpent))
            File.Delete(file);
    }

    /// <summary>Drops the plan of <paramref name="run"/>: no plan is carried out twice.</summary>
    public void Drop(string run) => File.Delete(state.PlanFile(run));

    private bool IsSpent(string file)
    {
        try
        {
            return KeptPlanFile.Read(file).ExpiresAt < time.GetUtcNow();
        }
        catch (AgentException)
        {
            return false; // Whose it is cannot be told; whoever asks for it is told what is wrong with it.
        }
    }
}
