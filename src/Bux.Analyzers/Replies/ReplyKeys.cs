using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Replies;

/// <summary>
/// Names the places that hold replies within one member, so that two mentions of one place have one name: a variable, a field, a property,
/// an element, an awaited task. What is made anew at each mention, as a call's result, has none.
/// </summary>
internal sealed class ReplyKeys
{
    private readonly Dictionary<ISymbol, int> _numbers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<CaptureId, ImmutableArray<string>> _captures = [];

    /// <summary>The name of the place, or null.</summary>
    public string? Of(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => Root(local.Local),
        IParameterReferenceOperation parameter => Root(parameter.Parameter),
        IInstanceReferenceOperation => "this",
        IFieldReferenceOperation { Field.IsStatic: true } field => Root(field.Field),
        IPropertyReferenceOperation { Property.IsStatic: true } property => Root(property.Property),
        IFieldReferenceOperation field => Member(Of(field.Instance), field.Field),
        IPropertyReferenceOperation { Property: { Name: "Result" } result, Instance: { } task } when result.ContainingType.IsGenericType && Of(task) is { } key => key + ".await",
        IPropertyReferenceOperation property => Element(Member(Of(property.Instance), property.Property), property.Arguments.Select(each => each.Value)),
        IArrayElementReferenceOperation element => Element(Of(element.ArrayReference), element.Indices),
        IAwaitOperation awaited => Of(awaited.Operation) is { } key ? key + ".await" : null,
        IConversionOperation conversion => Of(conversion.Operand),
        ISimpleAssignmentOperation assignment => Of(assignment.Target),
        IFlowCaptureReferenceOperation capture => _captures.TryGetValue(capture.Id, out var keys) && keys.Length == 1 ? keys[0] : null,
        _ => null,
    };

    /// <summary>Name of a variable, as all names of places inside of it begin or contain it.</summary>
    public string Root(ISymbol symbol) => $"<{Number(symbol)}>";

    /// <summary>The replies that an operation is about: one, or those of a tuple.</summary>
    public ImmutableArray<string> Among(IOperation operation) => operation switch
    {
        ITupleOperation tuple => [.. tuple.Elements.SelectMany(each => Among(each))],
        IConversionOperation conversion => Among(conversion.Operand),
        IFlowCaptureReferenceOperation capture => _captures.TryGetValue(capture.Id, out var keys) ? keys : [],
        _ => Of(operation) is { } key ? [key] : [],
    };

    /// <summary>The compiler keeps a value to use it twice: what it keeps is still that place.</summary>
    public void Capture(IFlowCaptureOperation capture)
    {
        var keys = Among(capture.Value);
        _captures[capture.Id] = keys.IsEmpty ? [$"({capture.Id.GetHashCode()})"] : keys;
    }

    private string? Member(string? owner, ISymbol member) => owner is null ? null : $"{owner}.{Number(member)};";

    private string? Element(string? list, IEnumerable<IOperation> indices)
    {
        foreach (var index in indices)
        {
            var text = index.ConstantValue is { HasValue: true, Value: var constant } ? $"{constant}" : Of(index);
            if (list is null || text is null) return null;
            list = $"{list}[{text}]";
        }

        return list;
    }

    private int Number(ISymbol symbol)
    {
        if (!_numbers.TryGetValue(symbol, out var number)) _numbers.Add(symbol, number = _numbers.Count);
        return number;
    }
}
