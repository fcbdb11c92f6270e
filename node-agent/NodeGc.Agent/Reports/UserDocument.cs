namespace NodeGc.Agent.Reports;

/// <summary>Somebody who needs a thing.</summary>
/// <param name="Kind">For example <c>container</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Direct">Whether it needs the thing itself, not only through others.</param>
public sealed record UserDocument(string Kind, string Id, string Name, bool Direct);
