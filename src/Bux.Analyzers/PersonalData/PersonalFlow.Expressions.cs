using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.PersonalData;

/// <summary>What expressions are made of.</summary>
internal sealed partial class PersonalFlow
{
    private PersonalValue Expression(IOperation operation)
    {
        switch (operation)
        {
            case ILocalReferenceOperation local: return Local(local.Local);
            case IParameterReferenceOperation parameter: return Find(parameter.Parameter);
            case IInstanceReferenceOperation instance: return Instance(instance);
            case IConditionalAccessInstanceOperation: return _accessed;
            case IFieldReferenceOperation field: return Member(field.Field, field.Instance, field.Type);
            case IPropertyReferenceOperation property: return Property(property);
            case IArrayElementReferenceOperation element: return Element(element, element.ArrayReference);
            case IImplicitIndexerReferenceOperation element: return Element(element, element.Instance);
            case IConversionOperation conversion: return Convert(conversion);
            case IParenthesizedOperation parenthesized: return Visit(parenthesized.Operand);
            case IAwaitOperation awaited: return Visit(awaited.Operation).Join(Marked(_marks.OfType(awaited.Type)));
            case IArgumentOperation argument: return Visit(argument.Value);
            case ITranslatedQueryOperation query: return Visit(query.Operation);
            case IDelegateCreationOperation created: return Visit(created.Target);
            case IAnonymousFunctionOperation function: return PersonalValue.OfFunction(function, Run(function.Symbol, function.Body, []));
            case IMethodReferenceOperation group: return Group(group);
            case INameOfOperation or ITypeOfOperation or ISizeOfOperation or ILiteralOperation: return PersonalValue.Clean;
            case ISimpleAssignmentOperation assignment: return Assign(assignment.Target, Visit(assignment.Value), assignment.Value, assignment.IsRef);
            case ICompoundAssignmentOperation compound: return Assign(compound.Target, Add(compound.Target, compound.Value, compound.Type), compound.Value);
            case ICoalesceAssignmentOperation coalesce: return Assign(coalesce.Target, Visit(coalesce.Target).Join(Visit(coalesce.Value)), coalesce.Value);
            case IDeconstructionAssignmentOperation apart: return Assign(apart.Target, Visit(apart.Value), apart.Value);
            case IVariableDeclaratorOperation { Initializer: { } initializer } variable: return Declare(variable, initializer.Value);
            case IVariableInitializerOperation initializer: return Visit(initializer.Value);
            case IDeclarationExpressionOperation declaration: return Visit(declaration.Expression);
            case ICoalesceOperation coalesce: return Visit(coalesce.Value).Join(Visit(coalesce.WhenNull));
            case IConditionalAccessOperation access: return Access(access);
            case ISwitchExpressionOperation choice: return Choose(choice);
            case IBinaryOperation binary: return Binary(binary);
            case IUnaryOperation unary: return Computed(unary.Type, Visit(unary.Operand));
            case IIsPatternOperation matched:
                Match(matched.Pattern, Visit(matched.Value), matched.Value.Type);
                return PersonalValue.Clean;
            case ITupleOperation tuple: return Tuple(tuple);
            case IAnonymousObjectCreationOperation anonymous: return Initialize(PersonalValue.Clean, anonymous.Initializers);
            case IObjectCreationOperation creation: return Create(creation);
            case IWithOperation with: return Initialize(Visit(with.Operand), with.Initializer?.Initializers ?? []);
            case IArrayCreationOperation array: return Visit(array.Initializer);
            case IArrayInitializerOperation elements: return All(elements.ElementValues);
            case ICollectionExpressionOperation collection: return All(collection.Elements);
            case ISpreadOperation spread: return Visit(spread.Operand);
            case IInterpolatedStringOperation text: return Interpolate(text);
            case IInterpolatedStringHandlerCreationOperation handler: return Visit(handler.Content);
            case IInvocationOperation call: return Call(call);
            case IDynamicInvocationOperation call: return All([call.Operation, .. call.Arguments]);
            case IDynamicMemberReferenceOperation member: return Visit(member.Instance).Flat;
            default: return Children(operation);
        }
    }

    private PersonalValue All(IEnumerable<IOperation> operations) => operations.Aggregate(PersonalValue.Clean, (all, each) => all.Join(Visit(each)));

    private PersonalValue Instance(IInstanceReferenceOperation instance)
    {
        if (instance.ReferenceKind == InstanceReferenceKind.PatternInput) return _matched;
        if (instance.ReferenceKind != InstanceReferenceKind.ContainingTypeInstance || _type is null) return PersonalValue.Clean;
        return Find(_type).Join(Marked(_marks.OfType(_type)));
    }

    private PersonalValue Access(IConditionalAccessOperation access)
    {
        var outer = _accessed;
        _accessed = Visit(access.Operation);
        var value = Visit(access.WhenNotNull);
        _accessed = outer;
        return value;
    }

    private PersonalValue Property(IPropertyReferenceOperation property)
    {
        foreach (var argument in property.Arguments) Visit(argument);
        return property.Property.IsIndexer ? Element(property, property.Instance) : Member(property.Property, property.Instance, property.Type);
    }

    private PersonalValue Element(IOperation element, IOperation? sequence) => ElementOf(Visit(sequence), sequence?.Type).Join(Marked(_marks.OfType(element.Type)));

    /// <summary>A sequence is known as all of its elements at once.</summary>
    private PersonalValue ElementOf(PersonalValue sequence, ITypeSymbol? type) => sequence.Join(Marked(_marks.OfType(PersonalMarks.ElementOf(type))));

    private PersonalValue Member(ISymbol member, IOperation? instance, ITypeSymbol? type)
    {
        var whole = Visit(instance);
        if (instance is null && _state.TryGetValue(member, out var value)) return value;
        return MemberOf(member, whole, instance?.Type, type);
    }

    /// <summary>What a member of a value is.</summary>
    private PersonalValue MemberOf(ISymbol member, PersonalValue whole, ITypeSymbol? wholeType, ITypeSymbol? type)
    {
        if (_marks.IsAnonymized(member)) return PersonalValue.Clean;
        if ((_marks.OfMember(member) ?? _marks.OfType(type)) is { } origin) return PersonalValue.Of(origin);
        if (whole.Parts.TryGetValue(PartName(member), out var part)) return part;
        if (member is IPropertySymbol { GetMethod: { } getter } && _known.HasBody(getter)) return Computed(type, Apply(getter, whole, wholeType, null, []));
        if (!PersonalMarks.IsFramework(member)) return Computed(type, whole.Member);
        if (PersonalTransforms.Counts(member)) return PersonalValue.Clean;
        return Computed(type, whole.Parts.IsEmpty || member.Name is "Result" or "Value" ? whole : whole.Member);
    }

    /// <summary>Tuples' members have two names.</summary>
    private static string PartName(ISymbol member) => member is IFieldSymbol { CorrespondingTupleField: { } field } ? field.Name : member.Name;

    /// <summary>What is computed of personal data: an answer of yes or no, or one of a few, says too little to be.</summary>
    private static PersonalValue Computed(ITypeSymbol? type, PersonalValue value) =>
        PersonalMarks.Underlying(type) is { SpecialType: SpecialType.System_Boolean or SpecialType.System_Void } or { TypeKind: TypeKind.Enum }
            ? PersonalValue.Clean
            : value;

    private PersonalValue Convert(IConversionOperation conversion)
    {
        var value = Visit(conversion.Operand);
        var from = conversion.Operand.Type;
        if (conversion.OperatorMethod is { } made) return Called(made, [new Passed(made.Parameters.FirstOrDefault(), conversion.Operand, value)], conversion);
        if (SymbolEqualityComparer.Default.Equals(from, conversion.Type) || from is null || conversion.Type is null) return value;
        // From here on only the text of the value is known.
        if (conversion.IsImplicit && conversion.Type.SpecialType == SpecialType.System_Object)
        {
            var text = Text(value, from);
            return PersonalMarks.PrintsMembers(from) || PersonalMarks.ElementOf(from) is not null ? value.Join(PersonalValue.Clean.As(text)) : value.As(text);
        }

        if (_marks.PrintedBy(from) is { } origin && _marks.PrintedBy(conversion.Type) is null) value = value.Join(PersonalValue.Clean.As(PersonalValue.Of(origin)));
        return value.Origin is null ? value.Join(Marked(_marks.OfType(conversion.Type))) : value;
    }

    private PersonalValue Binary(IBinaryOperation binary)
    {
        // A long sum of texts leans to the left; it is read without going deeper for each of them.
        var value = PersonalValue.Clean;
        IOperation left = binary;
        while (left is IBinaryOperation { OperatorMethod: null } next && next.Type?.SpecialType == binary.Type?.SpecialType)
        {
            value = value.Join(Text(Visit(next.RightOperand), next.RightOperand.Type));
            left = next.LeftOperand;
        }

        if (left is IBinaryOperation { OperatorMethod: { } made } custom && ReferenceEquals(left, binary))
        {
            IOperation[] operands = [custom.LeftOperand, custom.RightOperand];
            return Called(made, [.. operands.Zip(made.Parameters, (operand, parameter) => new Passed(parameter, operand, Visit(operand)))], binary);
        }

        return Computed(binary.Type, value.Join(Text(Visit(left), left.Type)));
    }

    private PersonalValue Add(IOperation target, IOperation added, ITypeSymbol? type) =>
        Computed(type, Text(Visit(target), target.Type).Join(Text(Visit(added), added.Type)));

    private PersonalValue Tuple(ITupleOperation tuple)
    {
        var value = PersonalValue.Clean;
        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            var part = Visit(tuple.Elements[i]);
            if (!part.IsClean) value = value.WithPart($"Item{i + 1}", part);
        }

        return value;
    }

    private PersonalValue Interpolate(IInterpolatedStringOperation text)
    {
        var value = PersonalValue.Clean;
        foreach (var part in text.Parts)
        {
            var hole = part switch
            {
                IInterpolationOperation { Expression: var expression } => expression,
                IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: { Length: > 0 } arguments } } => arguments[0].Value,
                _ => null,
            };
            if (hole is not null) value = value.Join(Text(Visit(hole), hole.Type));
        }

        return value;
    }

    /// <summary>What the text of a value is made of.</summary>
    private PersonalValue Text(PersonalValue value, ITypeSymbol? type, bool isEnumerated = false, bool isWhole = false)
    {
        if (value.Self.Origin is not null || type is null) return value.Flat;
        if (isEnumerated && PersonalMarks.ElementOf(type) is { } element) return Text(value, element, isEnumerated: false, isWhole);
        type = PersonalMarks.Underlying(type)!;
        if ((isWhole ? _marks.HeldBy(type) : _marks.PrintedBy(type)) is { } origin) return PersonalValue.Of(origin);
        if (isWhole || type.TypeKind is TypeKind.Interface or TypeKind.TypeParameter or TypeKind.Dynamic or TypeKind.Error) return value.Flat;
        if (PersonalMarks.PrintsMembers(type)) return value.Flat;
        if (PersonalMarks.OwnText(type) is { } own) return _known.HasBody(own) ? value.Self.Join(Printed(own, value, type)) : value.Self;
        return PersonalMarks.IsFramework(type) || type.TypeKind == TypeKind.Array ? value.Flat : value.Self;
    }

    /// <summary>What somebody's own <c>ToString</c> returns, or <c>PrintMembers</c> appends.</summary>
    private PersonalValue Printed(IMethodSymbol own, PersonalValue value, ITypeSymbol type)
    {
        var summary = Summary(own);
        var text = own.Parameters.Length == 0 ? summary.Returned : summary.Changed.TryGetValue(0, out var appended) ? appended : PersonalValue.Clean;
        return Instantiate(text, new Arguments(value, type, own.Parameters.Length, []), isText: true);
    }
}
