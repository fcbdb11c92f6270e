using System.Collections.Immutable;

namespace NodeGc.Testing.ApiServer.Expressions;

/// <summary>The result and the cost of calling a function; the target of a call is its first argument.</summary>
internal static class FunctionCosts
{
    /// <exception cref="ExpressionException">The arguments do not fit.</exception>
    public static ExpressionCost Of(string name, ImmutableArray<ExpressionCost> arguments)
    {
        var before = arguments.Sum(argument => argument.Units);
        return (name, Kinds(arguments)) switch
        {
            ("has" or "dyn" or "type" or "size", [_]) => Simple(name, arguments[0], before),
            ("int", [ShapeKind.Text or ShapeKind.Int or ShapeKind.Double or ShapeKind.Any]) => new(
                ExpressionShape.Int,
                before + 1
            ),
            ("double", [ShapeKind.Text or ShapeKind.Int or ShapeKind.Double or ShapeKind.Any]) => new(
                ExpressionShape.Double,
                before + 1
            ),
            ("string", [_]) => new(ExpressionShape.Any with { Kind = ShapeKind.Text }, before + Bytes(arguments[0])),
            ("duration", [ShapeKind.Text or ShapeKind.Any]) => new(ExpressionShape.Time, before + 1),
            ("startsWith" or "endsWith", [Texts, Texts]) => new(ExpressionShape.Bool, before + 1 + Bytes(arguments[1])),
            ("contains", [Texts, Texts]) => new(
                ExpressionShape.Bool,
                before + (1 + Bytes(arguments[0])) * (1 + Bytes(arguments[1]))
            ),
            ("matches", [Texts, Texts]) => new(
                ExpressionShape.Bool,
                before + (1 + Bytes(arguments[0])) * (1 + arguments[1].Shape.Size * ExpressionCost.PerPatternByte)
            ),
            ("replace", [Texts, Texts, Texts]) => Replace(arguments, before),
            _ => throw new ExpressionException($"found no matching overload for '{name}'"),
        };
    }

    private const ShapeKind Texts = ShapeKind.Text;

    // What is known only later is taken for a text.
    private static ImmutableArray<ShapeKind> Kinds(ImmutableArray<ExpressionCost> arguments) =>
        arguments.Length == 1
            ? [arguments[0].Shape.Kind]
            :
            [
                .. arguments.Select(argument =>
                    argument.Shape.Kind == ShapeKind.Any ? ShapeKind.Text : argument.Shape.Kind
                ),
            ];

    private static ExpressionCost Simple(string name, ExpressionCost argument, double before) =>
        new(
            name switch
            {
                "has" => ExpressionShape.Bool,
                "size" => ExpressionShape.Int,
                "dyn" => ExpressionShape.Any with { Size = argument.Shape.Size },
                _ => ExpressionShape.Any with { Size = 1 },
            },
            before + 1
        );

    // Going through the text and making another; the new one can be longer.
    private static ExpressionCost Replace(ImmutableArray<ExpressionCost> arguments, double before)
    {
        var size = arguments[0].Shape.Size * Math.Max(1, arguments[2].Shape.Size);
        return new ExpressionCost(ExpressionShape.Text(size), before + 1 + 2 * Bytes(arguments[0]));
    }

    private static double Bytes(ExpressionCost argument) => argument.Shape.Size * ExpressionCost.PerByte;
}
