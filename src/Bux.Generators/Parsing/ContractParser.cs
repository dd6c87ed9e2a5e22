using System.Linq;
using System.Threading;
using Bux.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bux.Generators.Parsing;

/// <summary>Reads commands, events and rejections.</summary>
internal static class ContractParser
{
    public static Parsed<ContractModel> Command(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var findings = new Findings();
        var codecs = new CodecParser(context.SemanticModel.Compilation.AssemblyName ?? "", findings);
        var name = context.Attributes[0].ConstructorArguments.FirstOrDefault().Value as string ?? WireNames.OfCommand(type.Name);
        var response = ResponseOf(type, findings);
        var key = KeyOf(type, findings);
        if (!IsSound(type, name, findings)) return new Parsed<ContractModel>(null, findings.ToArray());

        cancellation.ThrowIfCancellationRequested();
        var body = codecs.Root(type, type);
        var responseCodec = response is null ? null : response.IsBux("Done") ? "global::Bux.Seam.DoneCodec" : ResponseCodec(codecs, response, type, findings);
        if (response is null || key is null || body is null || responseCodec is null) return new Parsed<ContractModel>(null, findings.ToArray());

        var (space, className) = Symbols.GeneratedFor(type, context.SemanticModel.Compilation.AssemblyName ?? "", "Contract");
        return new Parsed<ContractModel>(
            new ContractModel(ContractKind.Command, space, className, type.ToTypeName(), name)
            {
                Service = ServiceOf(type, context.Attributes[0]),
                Response = response.ToTypeName(),
                KeyExpression = key,
                BodyCodec = body,
                ResponseCodec = responseCodec,
                Codecs = codecs.Codecs,
                Place = Symbols.PlaceOf(type),
            },
            findings.ToArray());
    }

    public static Parsed<ContractModel> Event(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var findings = new Findings();
        var codecs = new CodecParser(context.SemanticModel.Compilation.AssemblyName ?? "", findings);
        var version = context.Attributes[0].ConstructorArguments.FirstOrDefault().Value as int? ?? 0;
        var name = context.Attributes[0].NamedArgument("Name") as string ?? WireNames.OfEvent(type.Name);
        if (version < 1) findings.Add("BUX0005", type, type.Name, version.ToString());
        if (!IsSound(type, name, findings) || version < 1) return new Parsed<ContractModel>(null, findings.ToArray());

        cancellation.ThrowIfCancellationRequested();
        if (codecs.Root(type, type) is not { } body) return new Parsed<ContractModel>(null, findings.ToArray());
        var (space, className) = Symbols.GeneratedFor(type, context.SemanticModel.Compilation.AssemblyName ?? "", "Contract");
        return new Parsed<ContractModel>(
            new ContractModel(ContractKind.Event, space, className, type.ToTypeName(), name)
            {
                Service = ServiceOf(type, context.Attributes[0]),
                Version = version,
                BodyCodec = body,
                Codecs = codecs.Codecs,
                Place = Symbols.PlaceOf(type),
            },
            findings.ToArray());
    }

    /// <summary>Whether a type declaration may be a rejection: a record with a base that takes arguments.</summary>
    public static bool MayBeRejection(SyntaxNode node) =>
        node is RecordDeclarationSyntax { BaseList: { } bases } && bases.Types[0] is PrimaryConstructorBaseTypeSyntax;

    public static Parsed<ContractModel>? Rejection(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        var syntax = (RecordDeclarationSyntax)context.Node;
        if (context.SemanticModel.GetDeclaredSymbol(syntax, cancellation) is not { } type || type.BaseType?.IsBux("Rejection") != true) return null;

        var findings = new Findings();
        var arguments = ((PrimaryConstructorBaseTypeSyntax)syntax.BaseList!.Types[0]).ArgumentList.Arguments;
        var code = arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.Text == "Code") ?? arguments.FirstOrDefault();
        if (code is null || context.SemanticModel.GetConstantValue(code.Expression, cancellation).Value is not string constant || !WireNames.IsKebab(constant))
        {
            findings.Add("BUX0018", type, type.Name);
            return new Parsed<ContractModel>(null, findings.ToArray());
        }

        var codecs = new CodecParser(context.SemanticModel.Compilation.AssemblyName ?? "", findings);
        if (!IsSound(type, constant, findings) || codecs.Root(type, type) is not { } body) return new Parsed<ContractModel>(null, findings.ToArray());
        var (space, className) = Symbols.GeneratedFor(type, context.SemanticModel.Compilation.AssemblyName ?? "", "Contract");
        return new Parsed<ContractModel>(
            new ContractModel(ContractKind.Rejection, space, className, type.ToTypeName(), constant)
            {
                BodyCodec = body, Codecs = codecs.Codecs, Place = Symbols.PlaceOf(type),
            },
            findings.ToArray());
    }

    /// <summary>The response that <c>ICommand&lt;TResponse&gt;</c> names, or null with a finding.</summary>
    private static INamedTypeSymbol? ResponseOf(INamedTypeSymbol type, Findings findings)
    {
        var commands = type.AllInterfaces.Where(candidate => candidate.Arity == 1 && candidate.IsBux("ICommand")).ToArray();
        if (commands.Length != 1)
        {
            findings.Add("BUX0001", type, type.Name);
            return null;
        }

        var response = commands[0].TypeArguments[0];
        if (response is INamedTypeSymbol named && response.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Enum
            && !named.IsAbstract && response.SpecialType != SpecialType.System_Object && !IsReplyOrRejection(named)) return named;

        if (response.TypeKind != TypeKind.Error) findings.Add("BUX0009", type, type.Name, response.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
        return null;
    }

    private static string? ResponseCodec(CodecParser codecs, INamedTypeSymbol response, INamedTypeSymbol command, Findings findings)
    {
        var value = codecs.Value(response, command);
        if (value is { Codec: null }) findings.Add("BUX0009", command, command.Name, response.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
        return value?.Codec;
    }

    private static bool IsReplyOrRejection(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.IsBux("Rejection") || current.IsBux("Reply")) return true;
        }

        return false;
    }

    /// <summary>The expression of the entity's key of <c>command</c>, or null with a finding.</summary>
    private static string? KeyOf(INamedTypeSymbol type, Findings findings)
    {
        var marked = type.GetMembers().OfType<IPropertySymbol>().Where(property => property.BuxAttribute("EntityKeyAttribute") is not null
            || type.InstanceConstructors.SelectMany(constructor => constructor.Parameters).Any(parameter =>
                parameter.Name == property.Name && parameter.BuxAttribute("EntityKeyAttribute") is not null)).ToArray();
        if (marked.Length == 1 && KeyText("command." + marked[0].Name, marked[0].Type) is { } expression) return expression;
        findings.Add("BUX0002", type, type.Name, marked.Length switch
        {
            0 => "has no [EntityKey]",
            1 => $"has the [EntityKey] {marked[0].Name} of the type {marked[0].Type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}",
            _ => "has more than one [EntityKey]",
        });
        return null;
    }

    private static string? KeyText(string expression, ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String) return expression;
        if (Primitives.IsKey(type)) return $"global::Bux.Seam.JsonValue.KeyText({expression})";

        // A strongly typed id: one value around a key.
        var property = type is INamedTypeSymbol { IsValueType: true, IsReadOnly: true }
            ? type.GetMembers().OfType<IPropertySymbol>().Where(candidate => candidate is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public }).ToArray()
            : [];
        return property.Length == 1 ? KeyText($"{expression}.{property[0].Name}", property[0].Type) : null;
    }

    private static string? ServiceOf(INamedTypeSymbol type, AttributeData attribute) =>
        attribute.NamedArgument("Service") as string
        ?? type.ContainingAssembly.BuxAttribute("ServiceContractsAttribute")?.ConstructorArguments.FirstOrDefault().Value as string;

    private static bool IsSound(INamedTypeSymbol type, string name, Findings findings)
    {
        var before = findings.Count;
        if (Symbols.Unnameable(type) is { } reason) findings.Add("BUX0010", type, type.Name, reason);
        else if (!Symbols.IsPublic(type)) findings.Add("BUX0010", type, type.Name, "it is not public, and other assemblies must know it");
        if (!WireNames.IsKebab(name)) findings.Add("BUX0003", type, type.Name, $"'{name}' is no name for the wire: lower-case letters, digits and single hyphens");
        return findings.Count == before;
    }
}
