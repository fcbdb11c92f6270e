using System.Collections.Concurrent;
using Cel;
using Cel.Internal;

namespace NodeGc.Testing.ApiServer.Expressions;

/// <summary>An expression in CEL, compiled once and evaluated by the package Cel.</summary>
internal sealed class Expression
{
    private static readonly CelEnvironment Environment = ExpressionFunctions.Environment();
    private static readonly ConcurrentDictionary<string, Expression> Compiled = [];

    private readonly CelProgramDelegate program;

    private Expression(string text)
    {
        Text = text;
        Syntax = Parse(text);
        program = Environment.Compile(Syntax);
    }

    public string Text { get; }

    /// <summary>The expression as the parser read it.</summary>
    public CelParser.StartContext Syntax { get; }

    /// <exception cref="ExpressionException">It is not an expression.</exception>
    public static Expression Compile(string text) => Compiled.GetOrAdd(text, static text => new Expression(text));

    /// <exception cref="ExpressionException">It has no value for these variables, such as a field that is
    /// missing.</exception>
    public object? Evaluate(IDictionary<string, object?> variables)
    {
        try
        {
            return program(variables);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw new ExpressionException(failure.Message, failure);
        }
    }

    /// <summary>The value of an expression that says yes or no.</summary>
    /// <exception cref="ExpressionException">It has no value, or another one.</exception>
    public bool IsTrue(IDictionary<string, object?> variables) =>
        Evaluate(variables) as bool?
        ?? throw new ExpressionException($"the expression has no value of type bool: {Text}");

    private static CelParser.StartContext Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new ExpressionException("the expression is empty");
        try
        {
            var syntax = Environment.Parse(text);
            return syntax.exception is null
                ? syntax
                : throw new ExpressionException($"Syntax error: {syntax.exception.Message}");
        }
        catch (Exception failure) when (failure is not ExpressionException)
        {
            throw new ExpressionException($"Syntax error: {failure.Message}", failure);
        }
    }
}
