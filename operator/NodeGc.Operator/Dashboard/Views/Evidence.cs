namespace NodeGc.Operator.Dashboard.Views;

/// <summary>One thing that the reasons of a plan rest on.</summary>
/// <param name="Source">Where it was checked.</param>
/// <param name="Finding">What was found.</param>
/// <param name="IsComplete">Whether it is as complete as it has to be for a deletion; null if that is not
/// known.</param>
public sealed record Evidence(string Source, string Finding, bool? IsComplete);
