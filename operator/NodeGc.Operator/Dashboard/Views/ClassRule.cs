namespace NodeGc.Operator.Dashboard.Views;

/// <summary>What a cleanup collects of one class.</summary>
/// <param name="Name">As in the field <c>collect</c>.</param>
/// <param name="Mode">The mode that applies to the class.</param>
/// <param name="MinAge">A duration.</param>
/// <param name="Confirmations">Number of scans that must find an item unused.</param>
/// <param name="ConfirmationInterval">Minimum time between them.</param>
public sealed record ClassRule(string Name, string Mode, string MinAge, int Confirmations, string ConfirmationInterval);
