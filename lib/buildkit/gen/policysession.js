/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

const $root = $protobuf.roots["bakehouse-policysession"] || ($protobuf.roots["bakehouse-policysession"] = {});

export const SourceOp = $root.SourceOp = (() => {

    const SourceOp = function (properties) {
        this.attrs = {};
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    SourceOp.prototype.identifier = "";
    SourceOp.prototype.attrs = $util.emptyObject;

    SourceOp.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.identifier != null && $Object.hasOwnProperty.call(message, "identifier") && message.identifier !== "")
            writer.uint32(10).string(message.identifier);
        if (message.attrs != null && $Object.hasOwnProperty.call(message, "attrs"))
            for (let keys = $Object.keys(message.attrs), i = 0; i < keys.length; ++i)
                writer.uint32(18).fork().uint32(10).string(keys[i]).uint32(18).string(message.attrs[keys[i]]).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    SourceOp.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, key, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.SourceOp();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.identifier = value;
                    else
                        delete message.identifier;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if (message.attrs === $util.emptyObject)
                        message.attrs = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = "";
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = reader.stringVerify();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.attrs, key);
                    message.attrs[key] = value;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return SourceOp;
})();

export const SourcePlatform = $root.SourcePlatform = (() => {

    const SourcePlatform = function (properties) {
        this.osFeatures = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    SourcePlatform.prototype.architecture = "";
    SourcePlatform.prototype.os = "";
    SourcePlatform.prototype.variant = "";
    SourcePlatform.prototype.osVersion = "";
    SourcePlatform.prototype.osFeatures = $util.emptyArray;

    SourcePlatform.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.architecture != null && $Object.hasOwnProperty.call(message, "architecture") && message.architecture !== "")
            writer.uint32(10).string(message.architecture);
        if (message.os != null && $Object.hasOwnProperty.call(message, "os") && message.os !== "")
            writer.uint32(18).string(message.os);
        if (message.variant != null && $Object.hasOwnProperty.call(message, "variant") && message.variant !== "")
            writer.uint32(26).string(message.variant);
        if (message.osVersion != null && $Object.hasOwnProperty.call(message, "osVersion") && message.osVersion !== "")
            writer.uint32(34).string(message.osVersion);
        if (message.osFeatures != null && message.osFeatures.length)
            for (let i = 0; i < message.osFeatures.length; ++i)
                writer.uint32(42).string(message.osFeatures[i]);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    SourcePlatform.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.SourcePlatform();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.architecture = value;
                    else
                        delete message.architecture;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.os = value;
                    else
                        delete message.os;
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.variant = value;
                    else
                        delete message.variant;
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.osVersion = value;
                    else
                        delete message.osVersion;
                    continue;
                }
            case 5: {
                    if (wireType !== 2)
                        break;
                    if (!(message.osFeatures && message.osFeatures.length))
                        message.osFeatures = [];
                    message.osFeatures.push(reader.stringVerify());
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return SourcePlatform;
})();

export const ResolveSourceMetaRequest = $root.ResolveSourceMetaRequest = (() => {

    const ResolveSourceMetaRequest = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    ResolveSourceMetaRequest.prototype.source = null;
    ResolveSourceMetaRequest.prototype.platform = null;
    ResolveSourceMetaRequest.prototype.logName = "";
    ResolveSourceMetaRequest.prototype.resolveMode = "";
    ResolveSourceMetaRequest.prototype.git = null;
    ResolveSourceMetaRequest.prototype.image = null;
    ResolveSourceMetaRequest.prototype.http = null;

    ResolveSourceMetaRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.source != null && $Object.hasOwnProperty.call(message, "source"))
            $root.SourceOp.encode(message.source, writer.uint32(10).fork(), _depth + 1).ldelim();
        if (message.platform != null && $Object.hasOwnProperty.call(message, "platform"))
            $root.SourcePlatform.encode(message.platform, writer.uint32(18).fork(), _depth + 1).ldelim();
        if (message.logName != null && $Object.hasOwnProperty.call(message, "logName") && message.logName !== "")
            writer.uint32(26).string(message.logName);
        if (message.resolveMode != null && $Object.hasOwnProperty.call(message, "resolveMode") && message.resolveMode !== "")
            writer.uint32(34).string(message.resolveMode);
        if (message.git != null && $Object.hasOwnProperty.call(message, "git"))
            $root.GitRequest.encode(message.git, writer.uint32(42).fork(), _depth + 1).ldelim();
        if (message.image != null && $Object.hasOwnProperty.call(message, "image"))
            $root.ImageRequest.encode(message.image, writer.uint32(50).fork(), _depth + 1).ldelim();
        if (message.http != null && $Object.hasOwnProperty.call(message, "http"))
            $root.HttpRequest.encode(message.http, writer.uint32(58).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    ResolveSourceMetaRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.ResolveSourceMetaRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    message.source = $root.SourceOp.decode(reader, reader.size(), $undefined, _depth + 1, message.source);
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    message.platform = $root.SourcePlatform.decode(reader, reader.size(), $undefined, _depth + 1, message.platform);
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.logName = value;
                    else
                        delete message.logName;
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.resolveMode = value;
                    else
                        delete message.resolveMode;
                    continue;
                }
            case 5: {
                    if (wireType !== 2)
                        break;
                    message.git = $root.GitRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.git);
                    continue;
                }
            case 6: {
                    if (wireType !== 2)
                        break;
                    message.image = $root.ImageRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.image);
                    continue;
                }
            case 7: {
                    if (wireType !== 2)
                        break;
                    message.http = $root.HttpRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.http);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return ResolveSourceMetaRequest;
})();

export const GitRequest = $root.GitRequest = (() => {

    const GitRequest = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    GitRequest.prototype.returnObject = false;

    GitRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.returnObject != null && $Object.hasOwnProperty.call(message, "returnObject") && message.returnObject !== false)
            writer.uint32(8).bool(message.returnObject);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    GitRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.GitRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.returnObject = value;
                    else
                        delete message.returnObject;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return GitRequest;
})();

export const ImageRequest = $root.ImageRequest = (() => {

    const ImageRequest = function (properties) {
        this.resolveAttestations = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    ImageRequest.prototype.noConfig = false;
    ImageRequest.prototype.attestationChain = false;
    ImageRequest.prototype.resolveAttestations = $util.emptyArray;

    ImageRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.noConfig != null && $Object.hasOwnProperty.call(message, "noConfig") && message.noConfig !== false)
            writer.uint32(8).bool(message.noConfig);
        if (message.attestationChain != null && $Object.hasOwnProperty.call(message, "attestationChain") && message.attestationChain !== false)
            writer.uint32(16).bool(message.attestationChain);
        if (message.resolveAttestations != null && message.resolveAttestations.length)
            for (let i = 0; i < message.resolveAttestations.length; ++i)
                writer.uint32(26).string(message.resolveAttestations[i]);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    ImageRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.ImageRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.noConfig = value;
                    else
                        delete message.noConfig;
                    continue;
                }
            case 2: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.bool())
                        message.attestationChain = value;
                    else
                        delete message.attestationChain;
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if (!(message.resolveAttestations && message.resolveAttestations.length))
                        message.resolveAttestations = [];
                    message.resolveAttestations.push(reader.stringVerify());
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return ImageRequest;
})();

export const HttpRequest = $root.HttpRequest = (() => {

    const HttpRequest = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    HttpRequest.prototype.checksumRequest = null;

    HttpRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.checksumRequest != null && $Object.hasOwnProperty.call(message, "checksumRequest"))
            $root.ChecksumRequest.encode(message.checksumRequest, writer.uint32(10).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    HttpRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.HttpRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    message.checksumRequest = $root.ChecksumRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.checksumRequest);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return HttpRequest;
})();

export const ChecksumRequest = $root.ChecksumRequest = (() => {

    const ChecksumRequest = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    ChecksumRequest.prototype.algo = 0;
    ChecksumRequest.prototype.suffix = $util.newBuffer([]);

    ChecksumRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.algo != null && $Object.hasOwnProperty.call(message, "algo") && message.algo !== 0)
            writer.uint32(8).int32(message.algo);
        if (message.suffix != null && $Object.hasOwnProperty.call(message, "suffix") && message.suffix.length)
            writer.uint32(18).bytes(message.suffix);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    ChecksumRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.ChecksumRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.int32())
                        message.algo = value;
                    else
                        delete message.algo;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.bytes()).length)
                        message.suffix = value;
                    else
                        delete message.suffix;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return ChecksumRequest;
})();

export const ResolveSourceMetaResponse = $root.ResolveSourceMetaResponse = (() => {

    const ResolveSourceMetaResponse = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    ResolveSourceMetaResponse.prototype.source = null;
    ResolveSourceMetaResponse.prototype.image = null;
    ResolveSourceMetaResponse.prototype.git = null;
    ResolveSourceMetaResponse.prototype.http = null;

    ResolveSourceMetaResponse.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.source != null && $Object.hasOwnProperty.call(message, "source"))
            $root.SourceOp.encode(message.source, writer.uint32(10).fork(), _depth + 1).ldelim();
        if (message.image != null && $Object.hasOwnProperty.call(message, "image"))
            $root.ImageMeta.encode(message.image, writer.uint32(18).fork(), _depth + 1).ldelim();
        if (message.git != null && $Object.hasOwnProperty.call(message, "git"))
            $root.GitMeta.encode(message.git, writer.uint32(26).fork(), _depth + 1).ldelim();
        if (message.http != null && $Object.hasOwnProperty.call(message, "http"))
            $root.HttpMeta.encode(message.http, writer.uint32(34).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    ResolveSourceMetaResponse.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.ResolveSourceMetaResponse();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    message.source = $root.SourceOp.decode(reader, reader.size(), $undefined, _depth + 1, message.source);
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    message.image = $root.ImageMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.image);
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    message.git = $root.GitMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.git);
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    message.http = $root.HttpMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.http);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return ResolveSourceMetaResponse;
})();

export const ImageMeta = $root.ImageMeta = (() => {

    const ImageMeta = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    ImageMeta.prototype.digest = "";
    ImageMeta.prototype.config = $util.newBuffer([]);
    ImageMeta.prototype.attestationChain = null;

    ImageMeta.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest !== "")
            writer.uint32(10).string(message.digest);
        if (message.config != null && $Object.hasOwnProperty.call(message, "config") && message.config.length)
            writer.uint32(18).bytes(message.config);
        if (message.attestationChain != null && $Object.hasOwnProperty.call(message, "attestationChain"))
            $root.AttestationChain.encode(message.attestationChain, writer.uint32(26).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    ImageMeta.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.ImageMeta();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.digest = value;
                    else
                        delete message.digest;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.bytes()).length)
                        message.config = value;
                    else
                        delete message.config;
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    message.attestationChain = $root.AttestationChain.decode(reader, reader.size(), $undefined, _depth + 1, message.attestationChain);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return ImageMeta;
})();

export const AttestationChain = $root.AttestationChain = (() => {

    const AttestationChain = function (properties) {
        this.signatureManifests = [];
        this.blobs = {};
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    AttestationChain.prototype.root = "";
    AttestationChain.prototype.imageManifest = "";
    AttestationChain.prototype.attestationManifest = "";
    AttestationChain.prototype.signatureManifests = $util.emptyArray;
    AttestationChain.prototype.blobs = $util.emptyObject;

    AttestationChain.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.root != null && $Object.hasOwnProperty.call(message, "root") && message.root !== "")
            writer.uint32(10).string(message.root);
        if (message.imageManifest != null && $Object.hasOwnProperty.call(message, "imageManifest") && message.imageManifest !== "")
            writer.uint32(18).string(message.imageManifest);
        if (message.attestationManifest != null && $Object.hasOwnProperty.call(message, "attestationManifest") && message.attestationManifest !== "")
            writer.uint32(26).string(message.attestationManifest);
        if (message.signatureManifests != null && message.signatureManifests.length)
            for (let i = 0; i < message.signatureManifests.length; ++i)
                writer.uint32(34).string(message.signatureManifests[i]);
        if (message.blobs != null && $Object.hasOwnProperty.call(message, "blobs"))
            for (let keys = $Object.keys(message.blobs), i = 0; i < keys.length; ++i) {
                writer.uint32(42).fork().uint32(10).string(keys[i]);
                $root.AttestationBlob.encode(message.blobs[keys[i]], writer.uint32(18).fork(), _depth + 1).ldelim().ldelim();
            }
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    AttestationChain.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, key, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.AttestationChain();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.root = value;
                    else
                        delete message.root;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.imageManifest = value;
                    else
                        delete message.imageManifest;
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.attestationManifest = value;
                    else
                        delete message.attestationManifest;
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    if (!(message.signatureManifests && message.signatureManifests.length))
                        message.signatureManifests = [];
                    message.signatureManifests.push(reader.stringVerify());
                    continue;
                }
            case 5: {
                    if (wireType !== 2)
                        break;
                    if (message.blobs === $util.emptyObject)
                        message.blobs = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = null;
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = $root.AttestationBlob.decode(reader, reader.size(), $undefined, _depth + 1, value);
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.blobs, key);
                    message.blobs[key] = value || new $root.AttestationBlob();
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return AttestationChain;
})();

export const AttestationBlob = $root.AttestationBlob = (() => {

    const AttestationBlob = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    AttestationBlob.prototype.descriptor = null;
    AttestationBlob.prototype.data = $util.newBuffer([]);

    AttestationBlob.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.descriptor != null && $Object.hasOwnProperty.call(message, "descriptor"))
            $root.BlobDescriptor.encode(message.descriptor, writer.uint32(10).fork(), _depth + 1).ldelim();
        if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
            writer.uint32(18).bytes(message.data);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    AttestationBlob.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.AttestationBlob();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    message.descriptor = $root.BlobDescriptor.decode(reader, reader.size(), $undefined, _depth + 1, message.descriptor);
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.bytes()).length)
                        message.data = value;
                    else
                        delete message.data;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return AttestationBlob;
})();

export const BlobDescriptor = $root.BlobDescriptor = (() => {

    const BlobDescriptor = function (properties) {
        this.annotations = {};
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    BlobDescriptor.prototype.mediaType = "";
    BlobDescriptor.prototype.digest = "";
    BlobDescriptor.prototype.size = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
    BlobDescriptor.prototype.annotations = $util.emptyObject;

    BlobDescriptor.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.mediaType != null && $Object.hasOwnProperty.call(message, "mediaType") && message.mediaType !== "")
            writer.uint32(10).string(message.mediaType);
        if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest !== "")
            writer.uint32(18).string(message.digest);
        if (message.size != null && $Object.hasOwnProperty.call(message, "size") && (typeof message.size === "object" ? message.size.low || message.size.high : message.size !== 0))
            writer.uint32(24).int64(message.size);
        if (message.annotations != null && $Object.hasOwnProperty.call(message, "annotations"))
            for (let keys = $Object.keys(message.annotations), i = 0; i < keys.length; ++i)
                writer.uint32(42).fork().uint32(10).string(keys[i]).uint32(18).string(message.annotations[keys[i]]).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    BlobDescriptor.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, key, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.BlobDescriptor();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.mediaType = value;
                    else
                        delete message.mediaType;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.digest = value;
                    else
                        delete message.digest;
                    continue;
                }
            case 3: {
                    if (wireType !== 0)
                        break;
                    if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                        message.size = value;
                    else
                        delete message.size;
                    continue;
                }
            case 5: {
                    if (wireType !== 2)
                        break;
                    if (message.annotations === $util.emptyObject)
                        message.annotations = {};
                    let end2 = reader.size() + reader.pos;
                    if (end2 > reader.len)
                        throw $RangeError("index out of range");
                    reader.len = end2;
                    key = "";
                    value = "";
                    while (reader.pos < end2) {
                        let tag2 = reader.tag();
                        wireType = tag2 & 7;
                        switch (tag2 >>>= 3) {
                        case 1:
                            if (wireType !== 2)
                                break;
                            key = reader.stringVerify();
                            continue;
                        case 2:
                            if (wireType !== 2)
                                break;
                            value = reader.stringVerify();
                            continue;
                        }
                        reader.skipType(wireType, _depth, tag2);
                    }
                    if (reader.pos !== end2)
                        throw $RangeError("index out of range");
                    reader.len = end;
                    if (key === "__proto__")
                        $util.makeProp(message.annotations, key);
                    message.annotations[key] = value;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return BlobDescriptor;
})();

export const GitMeta = $root.GitMeta = (() => {

    const GitMeta = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    GitMeta.prototype.checksum = "";
    GitMeta.prototype.ref = "";
    GitMeta.prototype.commitChecksum = "";
    GitMeta.prototype.commitObject = $util.newBuffer([]);
    GitMeta.prototype.tagObject = $util.newBuffer([]);

    GitMeta.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.checksum != null && $Object.hasOwnProperty.call(message, "checksum") && message.checksum !== "")
            writer.uint32(10).string(message.checksum);
        if (message.ref != null && $Object.hasOwnProperty.call(message, "ref") && message.ref !== "")
            writer.uint32(18).string(message.ref);
        if (message.commitChecksum != null && $Object.hasOwnProperty.call(message, "commitChecksum") && message.commitChecksum !== "")
            writer.uint32(26).string(message.commitChecksum);
        if (message.commitObject != null && $Object.hasOwnProperty.call(message, "commitObject") && message.commitObject.length)
            writer.uint32(34).bytes(message.commitObject);
        if (message.tagObject != null && $Object.hasOwnProperty.call(message, "tagObject") && message.tagObject.length)
            writer.uint32(42).bytes(message.tagObject);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    GitMeta.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.GitMeta();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.checksum = value;
                    else
                        delete message.checksum;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.ref = value;
                    else
                        delete message.ref;
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.commitChecksum = value;
                    else
                        delete message.commitChecksum;
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.bytes()).length)
                        message.commitObject = value;
                    else
                        delete message.commitObject;
                    continue;
                }
            case 5: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.bytes()).length)
                        message.tagObject = value;
                    else
                        delete message.tagObject;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return GitMeta;
})();

export const HttpMeta = $root.HttpMeta = (() => {

    const HttpMeta = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    HttpMeta.prototype.checksum = "";
    HttpMeta.prototype.filename = "";
    HttpMeta.prototype.checksumResponse = null;

    HttpMeta.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.checksum != null && $Object.hasOwnProperty.call(message, "checksum") && message.checksum !== "")
            writer.uint32(10).string(message.checksum);
        if (message.filename != null && $Object.hasOwnProperty.call(message, "filename") && message.filename !== "")
            writer.uint32(18).string(message.filename);
        if (message.checksumResponse != null && $Object.hasOwnProperty.call(message, "checksumResponse"))
            $root.ChecksumResponse.encode(message.checksumResponse, writer.uint32(34).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    HttpMeta.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.HttpMeta();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.checksum = value;
                    else
                        delete message.checksum;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.filename = value;
                    else
                        delete message.filename;
                    continue;
                }
            case 4: {
                    if (wireType !== 2)
                        break;
                    message.checksumResponse = $root.ChecksumResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.checksumResponse);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return HttpMeta;
})();

export const ChecksumResponse = $root.ChecksumResponse = (() => {

    const ChecksumResponse = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    ChecksumResponse.prototype.digest = "";
    ChecksumResponse.prototype.suffix = $util.newBuffer([]);

    ChecksumResponse.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest !== "")
            writer.uint32(10).string(message.digest);
        if (message.suffix != null && $Object.hasOwnProperty.call(message, "suffix") && message.suffix.length)
            writer.uint32(18).bytes(message.suffix);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    ChecksumResponse.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.ChecksumResponse();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.digest = value;
                    else
                        delete message.digest;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.bytes()).length)
                        message.suffix = value;
                    else
                        delete message.suffix;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return ChecksumResponse;
})();

export const CheckPolicyRequest = $root.CheckPolicyRequest = (() => {

    const CheckPolicyRequest = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    CheckPolicyRequest.prototype.platform = null;
    CheckPolicyRequest.prototype.source = null;

    CheckPolicyRequest.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.platform != null && $Object.hasOwnProperty.call(message, "platform"))
            $root.SourcePlatform.encode(message.platform, writer.uint32(10).fork(), _depth + 1).ldelim();
        if (message.source != null && $Object.hasOwnProperty.call(message, "source"))
            $root.ResolveSourceMetaResponse.encode(message.source, writer.uint32(18).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    CheckPolicyRequest.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.CheckPolicyRequest();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    message.platform = $root.SourcePlatform.decode(reader, reader.size(), $undefined, _depth + 1, message.platform);
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    message.source = $root.ResolveSourceMetaResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.source);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return CheckPolicyRequest;
})();

export const CheckPolicyResponse = $root.CheckPolicyResponse = (() => {

    const CheckPolicyResponse = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    CheckPolicyResponse.prototype.decision = null;
    CheckPolicyResponse.prototype.request = null;

    let $oneOfFields;

    $Object.defineProperty(CheckPolicyResponse.prototype, "result", {
        get: $util.oneOfGetter($oneOfFields = ["decision", "request"]),
        set: $util.oneOfSetter($oneOfFields)
    });

    CheckPolicyResponse.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.decision != null && $Object.hasOwnProperty.call(message, "decision"))
            $root.DecisionResponse.encode(message.decision, writer.uint32(10).fork(), _depth + 1).ldelim();
        if (message.request != null && $Object.hasOwnProperty.call(message, "request"))
            $root.ResolveSourceMetaRequest.encode(message.request, writer.uint32(18).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    CheckPolicyResponse.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.CheckPolicyResponse();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    message.decision = $root.DecisionResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.decision);
                    message.result = "decision";
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    message.request = $root.ResolveSourceMetaRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.request);
                    message.result = "request";
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return CheckPolicyResponse;
})();

export const DecisionResponse = $root.DecisionResponse = (() => {

    const DecisionResponse = function (properties) {
        this.denyMessages = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    DecisionResponse.prototype.action = 0;
    DecisionResponse.prototype.denyMessages = $util.emptyArray;
    DecisionResponse.prototype.update = null;

    DecisionResponse.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.action != null && $Object.hasOwnProperty.call(message, "action") && message.action !== 0)
            writer.uint32(8).int32(message.action);
        if (message.denyMessages != null && message.denyMessages.length)
            for (let i = 0; i < message.denyMessages.length; ++i)
                $root.DenyMessage.encode(message.denyMessages[i], writer.uint32(18).fork(), _depth + 1).ldelim();
        if (message.update != null && $Object.hasOwnProperty.call(message, "update"))
            $root.SourceOp.encode(message.update, writer.uint32(26).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    DecisionResponse.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.DecisionResponse();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 0)
                        break;
                    if (value = reader.int32())
                        message.action = value;
                    else
                        delete message.action;
                    continue;
                }
            case 2: {
                    if (wireType !== 2)
                        break;
                    if (!(message.denyMessages && message.denyMessages.length))
                        message.denyMessages = [];
                    message.denyMessages.push($root.DenyMessage.decode(reader, reader.size(), $undefined, _depth + 1));
                    continue;
                }
            case 3: {
                    if (wireType !== 2)
                        break;
                    message.update = $root.SourceOp.decode(reader, reader.size(), $undefined, _depth + 1, message.update);
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return DecisionResponse;
})();

export const DenyMessage = $root.DenyMessage = (() => {

    const DenyMessage = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    DenyMessage.prototype.message = "";

    DenyMessage.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
            writer.uint32(10).string(message.message);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    DenyMessage.decode = function (reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
            reader = $Reader.create(reader);
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $Reader.recursionLimit)
            throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
            end = reader.len;
        else {
            end = reader.pos + length;
            if (end > reader.len)
                throw $RangeError("index out of range");
            length = reader.len;
            reader.len = end;
        }
        message = _target || new $root.DenyMessage();
        while (reader.pos < end) {
            let start = reader.pos;
            let tag = reader.tag();
            if (tag === _end) {
                _end = $undefined;
                break;
            }
            let wireType = tag & 7;
            switch (tag >>>= 3) {
            case 1: {
                    if (wireType !== 2)
                        break;
                    if ((value = reader.stringVerify()).length)
                        message.message = value;
                    else
                        delete message.message;
                    continue;
                }
            }
            reader.skipType(wireType, _depth, tag);
            if (!reader.discardUnknown) {
                $util.makeProp(message, "$unknowns", false);
                (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
            }
        }
        if (length !== $undefined) {
            if (reader.pos !== end)
                throw $RangeError("index out of range");
            reader.len = length;
        }
        if (_end !== $undefined)
            throw $Error("missing end group");
        return message;
    };

    return DenyMessage;
})();

export {
  $root as default
};
