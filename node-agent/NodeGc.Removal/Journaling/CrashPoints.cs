namespace NodeGc.Removal.Journaling;

/// <summary>Named points between two effects at which a process may crash. Only tests hook into them.</summary>
internal sealed class CrashPoints
{
    /// <summary>Called with the name of each point.</summary>
    public Action<string> OnHit { get; set; } = _ => { };

    public void Hit(string moment) => OnHit(moment);
}
