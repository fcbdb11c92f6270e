using System.Reflection;
using System.Reflection.Emit;

namespace NodeGc.Architecture.Tests;

/// <summary>Which types of an assembly name which: as base, in signatures, and in the code of methods.</summary>
internal static class TypeReferences
{
    private const BindingFlags All =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static IEnumerable<(Type From, Type To)> List(Assembly assembly) =>
        from type in assembly.GetTypes()
        from used in Named(type).SelectMany(Unpack).Distinct()
        where used.Assembly == assembly
        select (type, used);

    private static IEnumerable<Type?> Named(Type type) =>
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetFields(All).Select(field => field.FieldType),
            .. type.GetMethods(All).Select(method => method.ReturnType),
            .. type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All)).SelectMany(Named),
        ];

    private static IEnumerable<Type?> Named(MethodBase method)
    {
        foreach (var parameter in method.GetParameters())
            yield return parameter.ParameterType;
        if (method.GetMethodBody() is not { } body)
            yield break;
        foreach (var local in body.LocalVariables)
            yield return local.LocalType;
        foreach (var member in ReadTokens(body.GetILAsByteArray()!).Select(token => Resolve(method, token)))
        {
            yield return member as Type ?? member.DeclaringType;
            if (member is MethodInfo { IsGenericMethod: true } generic)
                foreach (var argument in generic.GetGenericArguments())
                    yield return argument;
        }
    }

    private static MemberInfo Resolve(MethodBase method, int token) =>
        method.Module.ResolveMember(
            token,
            method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null,
            method.IsGenericMethod ? method.GetGenericArguments() : null
        )!;

    /// <summary>The types, methods and fields that the code names (ECMA-335, partition III).</summary>
    private static IEnumerable<int> ReadTokens(byte[] code)
    {
        for (var at = 0; at < code.Length; )
        {
            var value = code[at] == 0xFE ? (short)(0xFE00 | code[at + 1]) : code[at];
            var operation = OpCodesByValue[value];
            at += operation.Size;
            if (
                operation.OperandType
                is OperandType.InlineField
                    or OperandType.InlineMethod
                    or OperandType.InlineTok
                    or OperandType.InlineType
            )
                yield return BitConverter.ToInt32(code, at);
            at += OperandSize(operation.OperandType, code, at);
        }
    }

    private static int OperandSize(OperandType type, byte[] code, int at) =>
        type switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
            _ => 4,
        };

    /// <summary>A list of orders names the orders.</summary>
    private static IEnumerable<Type> Unpack(Type? type)
    {
        if (type is null || type.IsGenericParameter)
            return [];
        if (type.HasElementType)
            return Unpack(type.GetElementType());
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Unpack).Append(type) : [type];
    }
}
