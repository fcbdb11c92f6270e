using NodeGc.Agent.State;

namespace NodeGc.Agent.StoredPlans;

/// <summary>The plans of orders that wait for approval, in the state directory: one for each run.</summary>
internal sealed class PlanStore(StateDirectory state, TimeProvider time)
{
    /// <summary>The plan of <paramref name="run"/>; null if there is none.</summary>
    /// <exception cref="AgentException">The file was damaged or modified, or belongs to another run.</exception>
    public StoredPlan? Find(string run)
    {
        var path = state.PlanFile(run);
        if (!File.Exists(path))
            return null;
        var plan = StoredPlanFile.Read(path);
        return plan.Run == run
            ? plan
            : throw new AgentException(
                $"Invalid plan file {path}: it was made for run {plan.Run}. Nothing was removed."
            );
    }

    /// <summary>Stores a plan in place of an earlier one of its run, and deletes all expired plans.</summary>
    /// <exception cref="AgentException">It cannot be written.</exception>
    public void Save(string run, StoredPlan plan)
    {
        StoredPlanFile.Write(state.PlanFile(run), plan);
        foreach (var file in state.PlanFiles().Where(IsExpired))
            File.Delete(file);
    }

    /// <summary>Deletes the plan of <paramref name="run"/>: no plan is applied twice.</summary>
    public void Delete(string run) => File.Delete(state.PlanFile(run));

    private bool IsExpired(string file)
    {
        try
        {
            return StoredPlanFile.Read(file).ExpiresAt < time.GetUtcNow();
        }
        catch (AgentException)
        {
            return false; // The problem is reported when its run asks for it.
        }
    }
}
