using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Immutability;

/// <summary>
/// Everything that the commands, events, states, responses, rejections and rows of a compilation hold, and what is wrong with it. It is walked
/// once: what the wire carries first, because the generator refuses some of that itself, then what only memory holds.
/// </summary>
internal sealed class FactGraph
{
    private static readonly IReadOnlyCollection<Finding> None = [];

    private readonly LibraryTypes _library;
    private readonly Vouching _vouching;
    private readonly WireForms _wire;
    private readonly ForeignTypes _foreign;
    private readonly BuxSymbols _bux;
    private readonly List<INamedTypeSymbol> _types = [];
    private readonly Queue<(INamedTypeSymbol Type, Way Way)> _carried = [];
    private readonly Queue<(INamedTypeSymbol Type, Way Way)> _held = [];
    private readonly HashSet<INamedTypeSymbol> _seenCarried = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, Way> _reached = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _refused = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _declared = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _contents = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, List<Finding>> _findings = new(SymbolEqualityComparer.Default);

    public FactGraph(Compilation compilation, BuxSymbols bux, CancellationToken cancellation)
    {
        _bux = bux;
        _library = new LibraryTypes(compilation);
        _vouching = new Vouching(compilation);
        _wire = new WireForms(compilation, _library);
        _foreign = new ForeignTypes(_library, _vouching, _wire, bux);
        Collect(compilation.Assembly.GlobalNamespace, cancellation);
        foreach (var type in _types) Begin(type);
        while (_carried.Count > 0 || _held.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var carried = _carried.Count > 0;
            var (type, way) = (carried ? _carried : _held).Dequeue();
            Visit(type, way, carried);
        }
    }

    public LibraryTypes Library => _library;

    /// <summary>What is wrong within a type of this compilation, apart from what its methods do.</summary>
    public IReadOnlyCollection<Finding> Within(INamedTypeSymbol type) => _findings.TryGetValue(type, out var found) ? found : None;

    /// <summary>How a fact holds the type, or null when none does, or when somebody vouches for what it hides.</summary>
    public Way? Reaching(INamedTypeSymbol type) => _reached.TryGetValue(type, out var way) && !_vouching.Covers(type) ? way : null;

    private void Collect(INamespaceOrTypeSymbol within, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var member in within.GetMembers())
        {
            if (member is INamedTypeSymbol type) _types.Add(type);
            if (member is INamespaceOrTypeSymbol inner) Collect(inner, cancellation);
        }
    }

    private void Begin(INamedTypeSymbol type)
    {
        var way = new Way(type.Name, "");
        if (type.TypeKind == TypeKind.Class && BuxSymbols.DerivesFrom(type.BaseType, _bux.Rejection)) Enqueue(type, way, carried: true);
        foreach (var attribute in type.GetAttributes())
        {
            if (BuxSymbols.Is(attribute.AttributeClass, _bux.DomainEvent) || BuxSymbols.Is(attribute.AttributeClass, _bux.State)) Enqueue(type, way, carried: true);
            if (BuxSymbols.Is(attribute.AttributeClass, _bux.Projection)) BeginRows(type);
            if (!BuxSymbols.Is(attribute.AttributeClass, _bux.Command)) continue;
            Enqueue(type, way, carried: true);
            foreach (var answering in type.AllInterfaces.Where(each => BuxSymbols.Is(each, _bux.CommandOf)))
            {
                var response = answering.TypeArguments[0];
                if (!_wire.Refuses(response)) Judge(response, new Spot(type, "The response of " + type.Name, response, new Way(response.Name, ""), Carried: true, Own: true));
            }
        }
    }

    /// <summary>Rows are folded like states, and readers get the very object that the next event is folded onto.</summary>
    private void BeginRows(INamedTypeSymbol projection)
    {
        foreach (var on in projection.GetMembers("On").OfType<IMethodSymbol>().Where(each => each is { IsStatic: true, ReturnsVoid: false }))
        {
            Judge(on.ReturnType, new Spot(on, "The row of " + projection.Name, on.ReturnType, new Way(on.ReturnType.Name, ""), Carried: false, Own: true));
        }
    }

    private void Enqueue(INamedTypeSymbol type, Way way, bool carried)
    {
        type = type.OriginalDefinition;
        if (carried ? !_seenCarried.Add(type) : _reached.ContainsKey(type)) return;
        if (!_reached.ContainsKey(type)) _reached.Add(type, way);
        (carried ? _carried : _held).Enqueue((type, way));
    }

    private void Visit(INamedTypeSymbol type, Way way, bool carried)
    {
        foreach (var level in Members.Levels(type))
        {
            if (BuxSymbols.Is(level, _bux.Rejection)) break;
            if (!SymbolEqualityComparer.Default.Equals(level, type))
            {
                var definition = level.OriginalDefinition;
                if (!Members.IsSource(definition))
                {
                    JudgeForeignBase(level, new Spot(type, "The base of " + type.Name, level, way, carried, Own: false));
                    break;
                }

                if (!_reached.ContainsKey(definition)) _reached.Add(definition, way);
                foreach (var argument in Stored(level).Where(each => !carried || !_wire.Refuses(each))) Judge(argument, new Spot(type, "The base of " + type.Name, level, way, carried, Own: false));
            }

            VisitMembers(level.OriginalDefinition, type, way, carried);
        }

        foreach (var each in type.TypeKind == TypeKind.Interface ? type.AllInterfaces.Where(Members.IsSource) : []) Enqueue(each, way, carried);
        if (!carried && type.TypeKind is TypeKind.Class or TypeKind.Interface && type.IsAbstract) VisitDerived(type, way);
        foreach (var derived in _wire.Cases(type).Where(Members.IsSource)) Enqueue(derived, way, carried);
    }

    /// <summary>What derives from it here is known, so that only what is visible of the base counts.</summary>
    private void JudgeForeignBase(INamedTypeSymbol type, Spot spot)
    {
        if (type.TypeKind == TypeKind.Error) return;
        foreach (var argument in type.TypeArguments) Judge(argument, spot);
        if (LibraryTypes.IsOfSystem(type)) Judge(type, spot);
        else if (_foreign.First(type) is { } found && !(IsUnseen(found.Offence) && type.IsRecord)) ReportForeign(found.Offence, found.Path, spot);
    }

    /// <summary>A value of an abstract type of this compilation is of one of the types here.</summary>
    private void VisitDerived(INamedTypeSymbol type, Way way)
    {
        foreach (var each in _types.Where(each => Implements(each, type))) Enqueue(each, way, carried: false);
    }

    private static bool Implements(INamedTypeSymbol type, INamedTypeSymbol other) => !SymbolEqualityComparer.Default.Equals(type, other)
        && (other.TypeKind == TypeKind.Interface ? type.AllInterfaces.Any(each => BuxSymbols.Is(each, other)) : BuxSymbols.DerivesFrom(type.BaseType, other));

    private void VisitMembers(INamedTypeSymbol level, INamedTypeSymbol type, Way way, bool carried)
    {
        if (IsOpenRecordStruct(level)) Report(level, content: false, Offences.OpenRecordStruct(level.Name, way));
        var hidden = _vouching.Covers(level);
        var members = level.GetMembers();
        var stored = new HashSet<ISymbol>(members.OfType<IFieldSymbol>().Select(field => field.AssociatedSymbol).OfType<ISymbol>(), SymbolEqualityComparer.Default);
        foreach (var member in members)
        {
            if (member.IsStatic || (hidden && member.DeclaredAccessibility == Accessibility.Private)) continue;
            if (member is IPropertySymbol property) VisitProperty(property, type, way, carried, stored.Contains(property));
            else if (member is IFieldSymbol { IsImplicitlyDeclared: false, IsConst: false } field) VisitField(field, way, carried);
            else if (member is IEventSymbol { IsAbstract: false, AddMethod.IsImplicitlyDeclared: true } subscribable) Report(subscribable, content: false, Offences.Subscribable(Members.Named(subscribable), way));
        }
    }

    private void VisitProperty(IPropertySymbol property, INamedTypeSymbol type, Way way, bool carried, bool stored)
    {
        if (carried && _wire.Loses(property, type, stored)) _refused.Add(property);
        if (_refused.Contains(property)) return;
        if (Members.IsSettable(property) && !IsForced(property) && !(IsPositional(property) && IsOpenRecordStruct(property.ContainingType)))
        {
            Report(property, content: false, property.SetMethod is null
                ? Offences.Reference(Members.Named(property), way)
                : Offences.Settable(Members.Named(property), way));
        }

        if (!stored || property.IsIndexer) return;
        var written = carried && _wire.Writes(property, type);
        if (written && _wire.Refuses(property.Type)) _refused.Add(property);
        else Judge(property.Type, new Spot(property, Members.Named(property), property.Type, way, written, Own: false));
    }

    private void VisitField(IFieldSymbol field, Way way, bool carried)
    {
        if (carried && WireForms.Loses(field)) _refused.Add(field);
        if (_refused.Contains(field)) return;
        if (!field.IsReadOnly && field.DeclaredAccessibility != Accessibility.Private) Report(field, content: false, Offences.OpenField(Members.Named(field), way));
        Judge(field.Type, new Spot(field, Members.Named(field), field.Type, way, Carried: false, Own: false));
    }

    /// <summary>Judges a type, or a part of one, that stands at a member.</summary>
    private void Judge(ITypeSymbol type, Spot spot)
    {
        if (_library.Changes(type)) Report(spot.Place, content: true, Offences.Changeable(spot.Name, spot.Type, _library, spot.Way, spot.Place is IPropertySymbol or IFieldSymbol));
        if (type is IArrayTypeSymbol array) Judge(array.ElementType, spot);
        else if (type is IDynamicTypeSymbol) JudgeUnseen(type, spot);
        else if (type is INamedTypeSymbol { TypeKind: not (TypeKind.Error or TypeKind.Enum) } named) JudgeNamed(named, spot);
    }

    private void JudgeNamed(INamedTypeSymbol type, Spot spot)
    {
        // A tuple's symbol stands in source, but it is .NET's.
        if (Members.IsSource(type) && !type.IsTupleType)
        {
            // What the wire carries is refused where the generic type holds it.
            foreach (var argument in Stored(type).Where(each => !spot.Carried || !_wire.Refuses(each))) Judge(argument, spot);
            JudgeOwn(type, spot);
            return;
        }

        var parts = type.IsTupleType ? type.TupleElements.Select(each => each.Type) : type.TypeArguments;
        foreach (var part in parts) Judge(part, spot);
        if (type.IsValueType && LibraryTypes.IsOfSystem(type)) return;
        if (type.SpecialType == SpecialType.System_String || _library.Stays(type) || _library.Changes(type)) return;
        if (LibraryTypes.IsOfSystem(type)) JudgeUnseen(type, spot);
        else if (_foreign.First(type) is { } found) ReportForeign(found.Offence, found.Path, spot);
    }

    private void JudgeOwn(INamedTypeSymbol type, Spot spot)
    {
        if (type.TypeKind == TypeKind.Delegate || (type.TypeKind == TypeKind.Interface && !spot.Carried && !_types.Any(each => Implements(each, type)))) JudgeUnseen(type, spot);
        if (type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface) Enqueue(type, spot.Own ? new Way(type.Name, "") : spot.Way.Then(Members.Name(spot.Place)), spot.Carried && !_wire.HasCodec(type));
    }

    private void JudgeUnseen(ITypeSymbol type, Spot spot)
    {
        if (_vouching.Covers(spot.Place) || _vouching.Covers(type) || _vouching.Covers(spot.Place.ContainingType ?? spot.Place)) return;
        Report(spot.Place, content: true, Offences.Unseen(type, spot.Name, $"{spot.Way}"));
    }

    private void ReportForeign(Offence offence, string path, Spot spot)
    {
        if (IsUnseen(offence) && (_vouching.Covers(spot.Place) || _vouching.Covers(spot.Place.ContainingType ?? spot.Place))) return;
        var root = spot.Own || spot.Place is INamedTypeSymbol ? spot.Name : Members.Name(spot.Place);
        var through = path.Length == 0 ? $"{spot.Way}" : $" (through {(spot.Way.Path.Length == 0 ? "" : spot.Way.Path + ".")}{root}.{path})";
        Report(spot.Place, content: true, offence.Rule.Id switch
        {
            "BUX1020" => offence with { Words = [offence.Words[0], through, offence.Words[2]] },
            "BUX1021" or "BUX1022" => offence with { Words = [offence.Words[0], offence.Words[1], through, offence.Words[3]] },
            _ => offence with { Words = [spot.Name, offence.Words[1], offence.Words[2], through] },
        });
    }

    private static bool IsUnseen(Offence offence) => offence.Rule == Rules.DeepImmutability.UnseenContent;

    /// <summary>A member has at most one report of how it is declared and one of what it holds, however many roots reach it.</summary>
    private void Report(ISymbol place, bool content, Offence offence)
    {
        if (_refused.Contains(place) || !(content ? _contents : _declared).Add(place)) return;
        var type = place as INamedTypeSymbol ?? place.ContainingType;
        if (!_findings.TryGetValue(type, out var found)) _findings.Add(type, found = []);
        found.Add(new Finding(place, offence));
    }

    /// <summary>The type arguments that a value of the type holds; <c>Id&lt;Customer&gt;</c> holds no customer.</summary>
    private static IEnumerable<ITypeSymbol> Stored(INamedTypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        var held = Members.Levels(definition).Where(Members.IsSource).SelectMany(level => level.GetMembers().OfType<IFieldSymbol>()).Where(field => !field.IsStatic).Select(field => field.Type)
            .Concat(Members.Levels(definition).Skip(1)).Concat(definition.TypeKind == TypeKind.Interface ? definition.TypeParameters : []).ToArray();
        return definition.TypeParameters.Where(parameter => held.Any(each => Mentions(each, parameter))).Select(parameter => type.TypeArguments[parameter.Ordinal]);
    }

    private static bool Mentions(ITypeSymbol type, ITypeParameterSymbol parameter) => SymbolEqualityComparer.Default.Equals(type, parameter)
        || (type is IArrayTypeSymbol array && Mentions(array.ElementType, parameter))
        || (type is INamedTypeSymbol named && named.TypeArguments.Any(each => Mentions(each, parameter)));

    private static bool IsOpenRecordStruct(INamedTypeSymbol type) =>
        type is { IsRecord: true, IsValueType: true, IsReadOnly: false } && type.GetMembers().OfType<IPropertySymbol>().Any(each => IsPositional(each) && Members.IsSettable(each));

    private static bool IsPositional(IPropertySymbol property) => property.DeclaringSyntaxReferences.Length > 0
        && property.DeclaringSyntaxReferences[0].GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.ParameterSyntax;

    /// <summary>Whether it can only be set because what it overrides can; that is reported there.</summary>
    private static bool IsForced(IPropertySymbol property) => property.OverriddenProperty is { } overridden && Members.IsSource(overridden) && Members.IsSettable(overridden);

    /// <summary>Where a type stands.</summary>
    /// <param name="Place">The member, or the type or method that brings it in.</param>
    /// <param name="Name">The place's name for messages.</param>
    /// <param name="Type">The place's whole type.</param>
    /// <param name="Way">How the type around the place was reached.</param>
    /// <param name="Carried">Whether the wire carries it.</param>
    /// <param name="Own">Whether the type is a root itself.</param>
    private readonly record struct Spot(ISymbol Place, string Name, ITypeSymbol Type, Way Way, bool Carried, bool Own);
}
