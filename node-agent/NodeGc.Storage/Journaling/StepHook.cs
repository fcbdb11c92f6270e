namespace NodeGc.Storage.Journaling;

/// <summary>Names the moments between two effects, where a process may die. Tests die there; nothing else
/// listens.</summary>
internal sealed class StepHook
{
    /// <summary>Called with the name of each moment.</summary>
    public Action<string> Reached { get; set; } = _ => { };

    public void Reach(string moment) => Reached(moment);
}
