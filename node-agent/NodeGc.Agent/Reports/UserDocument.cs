namespace NodeGc.Agent.Reports;

/// <summary>A resource that uses another one.</summary>
/// <param name="Kind">For example <c>container</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its display name.</param>
/// <param name="Direct">Whether it references the item directly.</param>
public sealed record UserDocument(string Kind, string Id, string Name, bool Direct);
