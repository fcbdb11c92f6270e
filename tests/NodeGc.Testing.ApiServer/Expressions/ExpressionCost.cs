namespace NodeGc.Testing.ApiServer.Expressions;

/// <summary>What an expression evaluates to, and how much that costs at most, in the units of a real server.</summary>
internal readonly record struct ExpressionCost(ExpressionShape Shape, double Units)
{
    /// <summary>Comparing a text, or going through it, costs a tenth of its bytes.</summary>
    public const double PerByte = 0.1;

    /// <summary>Each byte of a regular expression counts a quarter.</summary>
    public const double PerPatternByte = 0.25;

    public ExpressionCost As(ExpressionShape shape, double more = 1) => new(shape, Units + more);
}
