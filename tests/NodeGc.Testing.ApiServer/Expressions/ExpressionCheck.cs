using System.Collections.Immutable;
using Antlr4.Runtime;
using NodeGc.Testing.ApiServer.Objects;
using static Cel.Internal.CelParser;

namespace NodeGc.Testing.ApiServer.Expressions;

/// <summary>
/// What a real server finds before it stores an expression: names, fields and functions that do not exist, operands
/// that do not fit, and what evaluating it costs at most. The costs are those of the Kubernetes documentation
/// ("Resource use by validation functions"); where they are not described in detail, more is assumed.
/// </summary>
/// <param name="variables">The types of the variables.</param>
internal sealed class ExpressionCheck(ImmutableDictionary<string, ExpressionShape> variables)
{
    private static readonly string[] TypeNames =
    [
        "bool",
        "bytes",
        "double",
        "int",
        "list",
        "map",
        "null_type",
        "string",
        "uint",
    ];

    /// <exception cref="ExpressionException">It cannot be evaluated.</exception>
    public ExpressionCost Check(Expression expression) => Of(expression.Syntax.e);

    private ExpressionCost Of(ParserRuleContext node) =>
        node switch
        {
            ExprContext choice => Choice(choice),
            ConditionalOrContext any => Conditions(any.e, [.. any._e1]),
            ConditionalAndContext all => Conditions(all.e, [.. all._e1]),
            RelationContext relation => Relation(relation),
            CalcContext calculation => Calculation(calculation),
            LogicalNotContext not => Expect(Of(not.member()), ShapeKind.Bool, "!_").As(ExpressionShape.Bool),
            NegateContext negated => Negated(Of(negated.member())),
            MemberExprContext member => Of(member.member()),
            PrimaryExprContext primary => Of(primary.primary()),
            SelectContext select => Select(select),
            MemberCallContext call => MemberCall(call),
            IndexContext index => Index(index),
            IdentOrGlobalCallContext name => name.op is null ? Name(name.id.Text) : Call(name),
            NestedContext nested => Of(nested.e),
            CreateListContext list => List(list),
            ConstantLiteralContext constant => Of(constant.literal()),
            LiteralContext literal => Literal(literal),
            _ => throw new ExpressionException($"not supported by this server: {node.GetText()}"),
        };

    private static ExpressionCost Negated(ExpressionCost operand) => operand.As(operand.Shape);

    private ExpressionCost Choice(ExprContext choice)
    {
        if (choice.op is null)
            return Of(choice.e);
        var (condition, yes, no) = (Of(choice.e), Of(choice.e1), Of(choice.e2));
        Expect(condition, ShapeKind.Bool, "_?_:_");
        var shape = yes.Shape.Kind == no.Shape.Kind ? Larger(yes.Shape, no.Shape) : ExpressionShape.Any;
        return new ExpressionCost(shape, condition.Units + Math.Max(yes.Units, no.Units));
    }

    private ExpressionCost Conditions(ParserRuleContext first, ImmutableArray<ParserRuleContext> others)
    {
        if (others.IsEmpty)
            return Of(first);
        var all = others.Insert(0, first).Select(one => Expect(Of(one), ShapeKind.Bool, "_&&_"));
        return new ExpressionCost(ExpressionShape.Bool, all.Sum(one => one.Units));
    }

    private ExpressionCost Relation(RelationContext relation)
    {
        if (relation.op is null)
            return Of(relation.calc());
        var (left, right) = (Of(relation.relation(0)), Of(relation.relation(1)));
        var units = left.Units + right.Units;
        if (relation.op.Text == "in")
        {
            ExpectSame(left.Shape, right.Shape.Items ?? ExpressionShape.Any, "@in");
            return new ExpressionCost(
                ExpressionShape.Bool,
                units
                    + right.Shape.Size
                        * (1 + Math.Min(Bytes(left.Shape), Bytes(right.Shape.Items ?? ExpressionShape.Any)))
            );
        }
        ExpectSame(left.Shape, right.Shape, $"_{relation.op.Text}_");
        return new ExpressionCost(ExpressionShape.Bool, units + 1 + Math.Min(Whole(left.Shape), Whole(right.Shape)));
    }

    private ExpressionCost Calculation(CalcContext calculation)
    {
        if (calculation.op is null)
            return Of(calculation.unary());
        var (left, right) = (Of(calculation.calc(0)), Of(calculation.calc(1)));
        ExpectSame(left.Shape, right.Shape, $"_{calculation.op.Text}_");
        var shape = left.Shape with { Size = left.Shape.Size + right.Shape.Size };
        return new ExpressionCost(shape, left.Units + right.Units + 1 + Bytes(shape));
    }

    private ExpressionCost Select(SelectContext select)
    {
        var from = Of(select.member());
        var field = select.id.Text;
        return from.Shape switch
        {
            { Kind: ShapeKind.Any } => from.As(ExpressionShape.Any),
            { Kind: ShapeKind.Map, Items: { } values } => from.As(values),
            { Kind: ShapeKind.Object, Schema: { } schema } when schema.Child("properties", field) is { } known =>
                from.As(ExpressionShape.From(known)),
            _ => throw new ExpressionException($"undefined field '{field}'"),
        };
    }

    private ExpressionCost Index(IndexContext index)
    {
        var (from, at) = (Of(index.member()), Of(index.index));
        var units = from.Units + at.Units + 1;
        return from.Shape.Kind switch
        {
            ShapeKind.List or ShapeKind.Map => new ExpressionCost(from.Shape.Items, units),
            ShapeKind.Any => new ExpressionCost(ExpressionShape.Any, units),
            _ => throw new ExpressionException("found no matching overload for '_[_]'"),
        };
    }

    private ExpressionCost MemberCall(MemberCallContext call)
    {
        var target = Of(call.member());
        var arguments = call.args?._e ?? [];
        if (arguments.Count == 2 && call.id.Text is "all" or "exists" or "exists_one" or "filter" or "map")
            return Macro(call.id.Text, target, arguments[0].GetText(), arguments[1]);
        if (variables.ContainsKey("authorizer") && ExpressionFunctions.OfAuthorizer.Contains(call.id.Text))
            return target.As(call.id.Text == "allowed" ? ExpressionShape.Bool : ExpressionShape.Any);
        if (!ExpressionFunctions.Names.Contains(call.id.Text))
            throw new ExpressionException($"undeclared reference to '{call.id.Text}' (in container '')");
        return FunctionCosts.Of(call.id.Text, [target, .. arguments.Select(Of)]);
    }

    private ExpressionCost Macro(string name, ExpressionCost range, string variable, ExprContext body)
    {
        if (range.Shape.Kind is not (ShapeKind.List or ShapeKind.Map or ShapeKind.Any))
            throw new ExpressionException(
                $"expression of type '{range.Shape.Kind}' cannot be range of a comprehension"
            );
        var item = range.Shape.Kind switch
        {
            ShapeKind.Map => ExpressionShape.Any,
            _ => range.Shape.Items ?? ExpressionShape.Any,
        };
        var each = new ExpressionCheck(variables.SetItem(variable, item)).Of(body);
        var units = range.Units + 1 + range.Shape.Size * (each.Units + 3);
        return name switch
        {
            "map" => new ExpressionCost(ExpressionShape.List(range.Shape.Size, each.Shape), units),
            "filter" => new ExpressionCost(range.Shape, units),
            _ => new ExpressionCost(Expect(each, ShapeKind.Bool, name).Shape, units),
        };
    }

    private ExpressionCost Call(IdentOrGlobalCallContext call)
    {
        var name = call.id.Text;
        if (!ExpressionFunctions.Names.Contains(name))
            throw new ExpressionException($"undeclared reference to '{name}' (in container '')");
        return FunctionCosts.Of(name, [.. (call.args?._e ?? []).Select(Of)]);
    }

    private ExpressionCost Name(string name) =>
        variables.TryGetValue(name, out var shape) ? new ExpressionCost(shape, 1)
        : TypeNames.Contains(name) ? new ExpressionCost(ExpressionShape.Any with { Size = 1 }, 0)
        : throw new ExpressionException($"undeclared reference to '{name}' (in container '')");

    private ExpressionCost List(CreateListContext list)
    {
        var items = (list.elems?._elems ?? []).Select(item => Of(item.e)).ToArray();
        var shape = items.Length == 0 ? ExpressionShape.Any : items.Select(item => item.Shape).Aggregate(Larger);
        return new ExpressionCost(ExpressionShape.List(items.Length, shape), 10 + items.Sum(item => item.Units));
    }

    private static ExpressionCost Literal(LiteralContext literal) =>
        new(
            literal switch
            {
                BoolTrueContext or BoolFalseContext => ExpressionShape.Bool,
                IntContext or UintContext => ExpressionShape.Int,
                DoubleContext => ExpressionShape.Double,
                StringContext text => ExpressionShape.Text(text.tok.Text.Length),
                _ => ExpressionShape.Any with { Size = 1 },
            },
            0
        );

    private static ExpressionShape Larger(ExpressionShape left, ExpressionShape right) =>
        left.Size >= right.Size ? left : right;

    private static double Bytes(ExpressionShape shape) =>
        shape.Kind is ShapeKind.Text or ShapeKind.Any ? shape.Size * ExpressionCost.PerByte : 0;

    /// <summary>Lists are compared item by item.</summary>
    private static double Whole(ExpressionShape shape) =>
        shape.Kind is ShapeKind.List or ShapeKind.Map && shape.Items is { } items
            ? shape.Size * (1 + Whole(items))
            : Bytes(shape);

    private static ExpressionCost Expect(ExpressionCost found, ShapeKind kind, string operation) =>
        found.Shape.Kind == kind || found.Shape.Kind == ShapeKind.Any
            ? found
            : throw new ExpressionException(
                $"found no matching overload for '{operation}' applied to {found.Shape.Kind}"
            );

    private static void ExpectSame(ExpressionShape left, ExpressionShape right, string operation)
    {
        if (left.Kind != right.Kind && left.Kind != ShapeKind.Any && right.Kind != ShapeKind.Any)
            throw new ExpressionException(
                $"found no matching overload for '{operation}' applied to '({left.Kind}, {right.Kind})'"
            );
    }
}
