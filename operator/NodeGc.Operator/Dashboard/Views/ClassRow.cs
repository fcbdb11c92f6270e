namespace NodeGc.Operator.Dashboard.Views;

/// <summary>Contents of a node's stores of one class, whatever the policies say.</summary>
/// <param name="Name">As in the field <c>collect</c> of a cleanup.</param>
/// <param name="Items">Number of items.</param>
/// <param name="InUse">How many of them are in use.</param>
/// <param name="Bytes">Allocated bytes; null if they are not known.</param>
/// <param name="ReclaimableBytes">What would be freed if everything unused were removed; null if not known.</param>
public sealed record ClassRow(string Name, long Items, long InUse, long? Bytes, long? ReclaimableBytes)
{
    /// <summary>The rest; null if it is not known.</summary>
    public long? KeptBytes => Bytes is { } all ? Math.Max(0, all - (ReclaimableBytes ?? 0)) : null;
}
