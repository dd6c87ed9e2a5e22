namespace Bux;

/// <summary>
/// Declares that the command may be refused with <typeparamref name="TRejection"/>. The list stands in the contracts, so that clients,
/// which never see the service, know what may come back.
/// </summary>
/// <remarks>
/// In the service, the analyzers hold the list to what the use case returns: nothing undeclared, nothing in vain. At a client, they hold
/// a <c>switch</c> that tells rejections apart to the list. A base type declares every rejection that derives from it. Bux's own
/// rejections (<see cref="EntityNotFound"/>, <see cref="EntityAlreadyExists"/>, <see cref="AlreadyHandled"/>, <see cref="Expired"/>) may
/// answer any command and are not declared. The attribute changes nothing on the wire.
/// </remarks>
/// <typeparam name="TRejection">A rejection of the command's business rules.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public sealed class RejectsAttribute<TRejection> : Attribute
    where TRejection : Rejection;
